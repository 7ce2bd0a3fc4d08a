-- CreateIndex
CREATE INDEX "failures_closed_at_idx" ON "failures"("closed_at");

