-- CreateTable
CREATE TABLE "failure_units" (
    "failure_id" INTEGER NOT NULL,
    "unit_code" VARCHAR(128) NOT NULL,
    "listed_at" TIMESTAMPTZ(3) NOT NULL,
    "back_at" TIMESTAMPTZ(3),

    CONSTRAINT "failure_units_pkey" PRIMARY KEY ("failure_id","unit_code")
);

-- AddForeignKey
ALTER TABLE "failure_units" ADD CONSTRAINT "failure_units_failure_id_fkey" FOREIGN KEY ("failure_id") REFERENCES "failures"("id") ON DELETE CASCADE ON UPDATE CASCADE;
