import { setTimeout as sleep } from 'node:timers/promises';
import { releaseLease, takeLease } from '@commonwatt/database/worker-leases';
import { type LoopName, loops } from './jobs.ts';
import { runJob } from './run-job.ts';
import type { WorkerDeps } from './worker.ts';

/** Runs every loop until `stop`, which lets the rounds that have begun end. */
export function startLoops(deps: WorkerDeps): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const running = (Object.keys(loops) as LoopName[]).map((name) => runLoop(name, deps, stopping.signal));
  return {
    async stop() {
      stopping.abort();
      await Promise.all(running);
    },
  };
}

/** Where rounds go wrong, they follow each other less closely. */
const longestPauseMs = 10_000;

async function runLoop(name: LoopName, deps: WorkerDeps, stopping: AbortSignal): Promise<void> {
  const { everyMs, leaseMs } = loops[name];
  const lease = leaseMs === null ? null : { name, holder: deps.workerId, durationMs: leaseMs };
  let failures = 0;
  while (!stopping.aborted) {
    const startedMs = performance.now();
    try {
      if (lease === null || (await takeLease(deps.database, lease))) await runJob(name, deps);
      failures = 0;
    } catch (error) {
      failures += 1;
      // The next round tries again; how long it has gone wrong is what the watch over ourselves looks at.
      deps.log.error({ err: error, job: name }, 'a round went wrong');
    }
    const restMs = Math.max(everyMs / 4, everyMs - (performance.now() - startedMs));
    const pauseMs = failures === 0 ? 0 : Math.min(longestPauseMs, everyMs * 2 ** (failures - 1));
    await sleep(Math.max(restMs, pauseMs), undefined, { signal: stopping }).catch(() => {});
  }
  if (lease) await releaseLease(deps.database, name, lease.holder).catch(() => {});
}
