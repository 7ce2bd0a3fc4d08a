-- AlterTable
ALTER TABLE "monitor_settings" ADD COLUMN     "confirm_ms" INTEGER,
ADD COLUMN     "window_ms" INTEGER;

-- AlterTable
ALTER TABLE "failures" ADD COLUMN     "close_reason" VARCHAR(32),
ADD COLUMN     "last_line_at" TIMESTAMPTZ(3),
ADD COLUMN     "line_count" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "monitor_watches" (
    "id" SERIAL NOT NULL,
    "community_code" VARCHAR(128) NOT NULL,
    "cluster_code" VARCHAR(128) NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 0,
    "read_at" TIMESTAMPTZ(3) NOT NULL,
    "state" JSONB NOT NULL,

    CONSTRAINT "monitor_watches_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "monitor_progress" (
    "id" SERIAL NOT NULL,
    "community_code" VARCHAR(128) NOT NULL,
    "cluster_code" VARCHAR(128) NOT NULL,
    "type" VARCHAR(128) NOT NULL,
    "active_from" TIMESTAMPTZ(3) NOT NULL,
    "watermark" TIMESTAMPTZ(3) NOT NULL,
    "last_success_at" TIMESTAMPTZ(3),
    "last_error" VARCHAR(500),
    "last_error_at" TIMESTAMPTZ(3),

    CONSTRAINT "monitor_progress_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "monitor_lines" (
    "progress_id" INTEGER NOT NULL,
    "line_key" VARCHAR(64) NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "monitor_lines_pkey" PRIMARY KEY ("progress_id","line_key")
);

-- CreateTable
CREATE TABLE "notification_recipients" (
    "id" SERIAL NOT NULL,
    "community_code" VARCHAR(128),
    "channel" VARCHAR(16) NOT NULL,
    "address" VARCHAR(1024) NOT NULL,
    "secret" VARCHAR(128),
    "types" TEXT[],
    "language" VARCHAR(8) NOT NULL DEFAULT 'en',
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "quiet_from_min" INTEGER,
    "quiet_to_min" INTEGER,
    "time_zone" VARCHAR(64) NOT NULL DEFAULT 'Asia/Tokyo',
    "digest_ms" INTEGER,

    CONSTRAINT "notification_recipients_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outgoing_messages" (
    "id" SERIAL NOT NULL,
    "idempotency_key" VARCHAR(64) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "failure_id" INTEGER,
    "recipient_id" INTEGER,
    "event" VARCHAR(16) NOT NULL,
    "channel" VARCHAR(16) NOT NULL,
    "address" VARCHAR(1024) NOT NULL,
    "language" VARCHAR(8) NOT NULL,
    "incident" JSONB NOT NULL,
    "is_digest" BOOLEAN NOT NULL DEFAULT false,
    "next_attempt_at" TIMESTAMPTZ(3) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "claim" VARCHAR(64),
    "claimed_until" TIMESTAMPTZ(3),
    "delivered_at" TIMESTAMPTZ(3),
    "dead_at" TIMESTAMPTZ(3),
    "last_error" VARCHAR(500),

    CONSTRAINT "outgoing_messages_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "worker_leases" (
    "name" VARCHAR(64) NOT NULL,
    "holder" VARCHAR(64) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "worker_leases_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "job_runs" (
    "name" VARCHAR(64) NOT NULL,
    "last_success_at" TIMESTAMPTZ(3),
    "last_error_at" TIMESTAMPTZ(3),
    "last_error" VARCHAR(500),
    "duration_ms" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "job_runs_pkey" PRIMARY KEY ("name")
);

-- CreateIndex
CREATE UNIQUE INDEX "monitor_watches_community_code_cluster_code_key" ON "monitor_watches"("community_code", "cluster_code");

-- CreateIndex
CREATE UNIQUE INDEX "monitor_progress_community_code_cluster_code_type_key" ON "monitor_progress"("community_code", "cluster_code", "type");

-- CreateIndex
CREATE INDEX "monitor_lines_progress_id_at_idx" ON "monitor_lines"("progress_id", "at");

-- CreateIndex
CREATE INDEX "notification_recipients_community_code_idx" ON "notification_recipients"("community_code");

-- CreateIndex
CREATE UNIQUE INDEX "outgoing_messages_idempotency_key_key" ON "outgoing_messages"("idempotency_key");

-- CreateIndex
CREATE INDEX "outgoing_messages_delivered_at_dead_at_next_attempt_at_idx" ON "outgoing_messages"("delivered_at", "dead_at", "next_attempt_at");

-- CreateIndex
CREATE INDEX "outgoing_messages_failure_id_recipient_id_idx" ON "outgoing_messages"("failure_id", "recipient_id");

-- CreateIndex
CREATE INDEX "outgoing_messages_recipient_id_created_at_idx" ON "outgoing_messages"("recipient_id", "created_at");

-- AddForeignKey
ALTER TABLE "monitor_lines" ADD CONSTRAINT "monitor_lines_progress_id_fkey" FOREIGN KEY ("progress_id") REFERENCES "monitor_progress"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outgoing_messages" ADD CONSTRAINT "outgoing_messages_failure_id_fkey" FOREIGN KEY ("failure_id") REFERENCES "failures"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outgoing_messages" ADD CONSTRAINT "outgoing_messages_recipient_id_fkey" FOREIGN KEY ("recipient_id") REFERENCES "notification_recipients"("id") ON DELETE CASCADE ON UPDATE CASCADE;
