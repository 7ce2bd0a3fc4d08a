-- AlterTable
ALTER TABLE "audit_events" ADD COLUMN     "subject" VARCHAR(64);

-- CreateIndex
CREATE INDEX "audit_events_subject_id_idx" ON "audit_events"("subject", "id");

-- What was recorded before tells its row in what it kept of it.
UPDATE "audit_events"
SET "subject" = split_part("action", '.', 1) || ' ' || (COALESCE("after", "before") ->> 'id')
WHERE "action" ~ '^(community|cluster|unit|user|scenario|choice|monitorsetting|communitysetting|failure)\.(create|edit|delete)$'
  AND COALESCE("after", "before") ->> 'id' IS NOT NULL;
UPDATE "audit_events" SET "subject" = 'failure ' || split_part("target", ' ', 2) WHERE "action" = 'failure.take';
