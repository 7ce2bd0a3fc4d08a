-- AlterTable
ALTER TABLE "users" ADD COLUMN     "md5_verifier" VARCHAR(255);
