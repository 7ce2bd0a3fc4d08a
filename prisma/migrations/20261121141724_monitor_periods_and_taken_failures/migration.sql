-- AlterTable
ALTER TABLE "failures" ADD COLUMN     "note" VARCHAR(2000),
ADD COLUMN     "taken_at" TIMESTAMPTZ(3),
ADD COLUMN     "taken_by" VARCHAR(150);

-- CreateTable
CREATE TABLE "monitor_periods" (
    "id" SERIAL NOT NULL,
    "community_code" VARCHAR(128) NOT NULL,
    "cluster_code" VARCHAR(128) NOT NULL,
    "type" VARCHAR(128) NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "ended_by" VARCHAR(150),
    "end_reason" VARCHAR(500),

    CONSTRAINT "monitor_periods_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "monitor_periods_community_code_cluster_code_started_at_idx" ON "monitor_periods"("community_code", "cluster_code", "started_at");

-- What is on has been on since it began to judge, as far as is known.
INSERT INTO "monitor_periods" ("community_code", "cluster_code", "type", "started_at")
SELECT s."community_code", s."cluster_code", s."type", COALESCE(p."active_from", CURRENT_TIMESTAMP)
FROM "monitor_settings" s
LEFT JOIN "monitor_progress" p USING ("community_code", "cluster_code", "type")
WHERE s."is_active";
