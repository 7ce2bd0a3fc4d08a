-- AlterTable
ALTER TABLE "outgoing_messages" ADD COLUMN     "user_id" INTEGER;

-- CreateTable
CREATE TABLE "alert_mails" (
    "user_id" INTEGER NOT NULL,
    "confirmed_address" VARCHAR(254),
    "pending_address" VARCHAR(254),
    "code_hash" CHAR(64),
    "code_expires_at" TIMESTAMPTZ(3),
    "kinds" TEXT[],
    "language" VARCHAR(8) NOT NULL DEFAULT 'en',
    "quiet_from_min" INTEGER,
    "quiet_to_min" INTEGER,
    "unsubscribe_token" VARCHAR(64) NOT NULL,

    CONSTRAINT "alert_mails_pkey" PRIMARY KEY ("user_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "alert_mails_unsubscribe_token_key" ON "alert_mails"("unsubscribe_token");

-- CreateIndex
CREATE INDEX "outgoing_messages_user_id_idx" ON "outgoing_messages"("user_id");

-- AddForeignKey
ALTER TABLE "alert_mails" ADD CONSTRAINT "alert_mails_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outgoing_messages" ADD CONSTRAINT "outgoing_messages_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;
