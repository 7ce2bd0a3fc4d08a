import { setTimeout as sleep } from 'node:timers/promises';
import { releaseLease, takeLease } from '@commonwatt/database/worker-leases';
import { type Loop, type LoopName, loops } from './jobs.ts';
import { runJob } from './run-job.ts';
import type { WorkerDeps } from './worker.ts';

/** Runs every loop, or those given, until `stop`, which lets the rounds that have begun end. */
export function startLoops(
  deps: WorkerDeps,
  chosen: Partial<Record<LoopName, Loop>> = loops,
): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const running = (Object.entries(chosen) as [LoopName, Loop][]).map(([name, loop]) =>
    runLoop(name, { loop, deps, stopping: stopping.signal }),
  );
  return {
    async stop() {
      stopping.abort();
      await Promise.all(running);
    },
  };
}

/** Monitors that did not look for 20 s have to wait for a whole window again: a store may be away for most of that. */
const longestPauseMs = 5_000;

/** Where rounds go wrong, they follow each other less closely: the least pause (ms) after so many in a row. */
export function pauseMsAfter(failures: number, everyMs: number): number {
  return failures === 0 ? 0 : Math.min(longestPauseMs, everyMs * 2 ** (failures - 1));
}

async function runLoop(
  name: LoopName,
  { loop, deps, stopping }: { loop: Loop; deps: WorkerDeps; stopping: AbortSignal },
): Promise<void> {
  const { everyMs, leaseMs } = loop;
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
    await sleep(Math.max(restMs, pauseMsAfter(failures, everyMs)), undefined, { signal: stopping }).catch(() => {});
  }
  if (lease) await releaseLease(deps.database, name, lease.holder).catch(() => {});
}
