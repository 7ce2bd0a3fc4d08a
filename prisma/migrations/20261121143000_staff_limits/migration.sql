-- AlterTable
ALTER TABLE "users" ADD COLUMN     "is_limited" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "audit_events" ADD COLUMN     "community_code" VARCHAR(128);

-- CreateTable
CREATE TABLE "staff_communities" (
    "user_id" INTEGER NOT NULL,
    "community_id" INTEGER NOT NULL,

    CONSTRAINT "staff_communities_pkey" PRIMARY KEY ("user_id","community_id")
);

-- CreateIndex
CREATE INDEX "staff_communities_community_id_idx" ON "staff_communities"("community_id");

-- CreateIndex
CREATE INDEX "audit_events_community_code_id_idx" ON "audit_events"("community_code", "id");

-- AddForeignKey
ALTER TABLE "staff_communities" ADD CONSTRAINT "staff_communities_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "staff_communities" ADD CONSTRAINT "staff_communities_community_id_fkey" FOREIGN KEY ("community_id") REFERENCES "communities"("id") ON DELETE CASCADE ON UPDATE CASCADE;
