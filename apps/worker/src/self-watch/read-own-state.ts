import { listJobRuns } from '@commonwatt/database/job-runs';
import { readMessageQueue } from '@commonwatt/database/message-delivery';
import { listMonitorProgress } from '@commonwatt/database/monitor-rounds';
import type { OwnState } from '@commonwatt/domain/monitoring/own-problems';
import type { WorkerDeps } from '../worker.ts';

/** What every part of Commonwatt says about itself: for the watch over it, and for pages and metrics. */
export async function readOwnState(
  { database, telemetry, now }: Pick<WorkerDeps, 'database' | 'telemetry' | 'now'>,
  { jobs, startedMs }: { jobs: readonly { name: string; everyMs: number }[]; startedMs: number },
): Promise<OwnState> {
  const at = now();
  const stores = [
    { name: 'PostgreSQL', answerMs: await timeOf(() => database.$queryRaw`SELECT 1`) },
    { name: 'MongoDB', answerMs: await timeOf(() => telemetry.db.command({ ping: 1 })) },
  ];
  const runs = new Map((await listJobRuns(database)).map((run) => [run.name, run]));
  const { waiting, overdueSince, dead } = await readMessageQueue(database, at);
  const failing = (await listMonitorProgress(database)).flatMap((row) => {
    const { communityCode, clusterCode, type, lastSuccessAt, lastError } = row;
    const place = `${communityCode} > ${clusterCode}`;
    return lastError === null ? [] : [{ place, type, lastSuccessMs: lastSuccessAt?.getTime() ?? null, lastError }];
  });
  return {
    nowMs: at.getTime(),
    startedMs,
    jobs: jobs.map(({ name, everyMs }) => {
      const run = runs.get(name);
      return { name, everyMs, lastSuccessMs: run?.lastSuccessAt?.getTime() ?? null, lastError: run?.lastError ?? null };
    }),
    queue: { waiting, overdueSinceMs: overdueSince?.getTime() ?? null, dead },
    stores,
    failingMonitors: failing,
  };
}

async function timeOf(ask: () => PromiseLike<unknown>): Promise<number | null> {
  const startedMs = performance.now();
  try {
    await ask();
    return performance.now() - startedMs;
  } catch {
    return null;
  }
}
