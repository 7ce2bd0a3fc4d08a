import type { DatabaseOrTransaction } from './client.ts';
import type { JobRun } from './generated/client.ts';

export type { JobRun };

/** Notes that a round of a job has ended, well (`error` null) or not. */
export async function recordJobRun(
  db: DatabaseOrTransaction,
  { name, at, durationMs, error }: { name: string; at: Date; durationMs: number; error: string | null },
): Promise<void> {
  const ended =
    error === null
      ? { lastSuccessAt: at, lastError: null, lastErrorAt: null }
      : { lastError: error.slice(0, 500), lastErrorAt: at };
  const data = { durationMs: Math.round(durationMs), ...ended };
  await db.jobRun.upsert({ where: { name }, create: { name, ...data }, update: data });
}

/** The last rounds of every job that ever ran, by name. */
export async function listJobRuns(db: DatabaseOrTransaction): Promise<JobRun[]> {
  return db.jobRun.findMany({ orderBy: { name: 'asc' } });
}
