-- CreateTable
CREATE TABLE "scenario_fetches" (
    "community_code" VARCHAR(128) NOT NULL,
    "cluster_code" VARCHAR(128) NOT NULL,
    "unit_code" VARCHAR(128) NOT NULL,
    "data_hash" CHAR(64) NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "scenario_fetches_pkey" PRIMARY KEY ("community_code","cluster_code","unit_code")
);
