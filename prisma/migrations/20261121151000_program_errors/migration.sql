-- CreateTable
CREATE TABLE "program_errors" (
    "fingerprint" CHAR(64) NOT NULL,
    "count" INTEGER NOT NULL DEFAULT 0,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "told_at" TIMESTAMPTZ(3),

    CONSTRAINT "program_errors_pkey" PRIMARY KEY ("fingerprint")
);
