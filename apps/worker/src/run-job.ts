import { recordJobRun } from '@commonwatt/database/job-runs';
import { findJob, type JobName } from './jobs.ts';
import type { WorkerDeps } from './worker.ts';

/** A job whose rounds are close together notes only so often that all is well. */
const noteEveryMs = 15_000;
const notedAtMs = new WeakMap<WorkerDeps, Map<JobName, number>>();

/** One round of a job, logged with what it changed; its outcome is noted in PostgreSQL. @throws what the job throws. */
export async function runJob(name: JobName, deps: WorkerDeps): Promise<void> {
  const { log } = deps;
  const { run, everyMs } = findJob(name);
  const startedAtMs = performance.now();
  try {
    const changed = await run(deps);
    const durationMs = Math.round(performance.now() - startedAtMs);
    // Rounds that follow each other closely are only worth a line when something happened.
    const level = changed > 0 || everyMs >= 60_000 ? 'info' : 'debug';
    log[level]({ job: name, changed, durationMs }, 'a job ran');
    if (isWorthNoting(name, deps, everyMs)) await note(name, deps, durationMs, null);
  } catch (error) {
    notedAtMs.get(deps)?.delete(name);
    const durationMs = performance.now() - startedAtMs;
    const message = error instanceof Error ? error.message : String(error);
    await note(name, deps, durationMs, message).catch(() => {
      log.error({ job: name }, 'the outcome of a job could not be stored');
    });
    throw error;
  }
}

function note(name: JobName, { database, now }: WorkerDeps, durationMs: number, error: string | null): Promise<void> {
  return recordJobRun(database, { name, at: now(), durationMs, error });
}

function isWorthNoting(name: JobName, deps: WorkerDeps, everyMs: number): boolean {
  const noted = notedAtMs.get(deps) ?? new Map<JobName, number>();
  notedAtMs.set(deps, noted);
  const atMs = performance.now();
  if (everyMs < noteEveryMs && atMs - (noted.get(name) ?? Number.NEGATIVE_INFINITY) < noteEveryMs) return false;
  noted.set(name, atMs);
  return true;
}
