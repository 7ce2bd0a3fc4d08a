import { saveOwnProblems } from '@commonwatt/database/own-failures';
import { findOwnProblems } from '@commonwatt/domain/monitoring/own-problems';
import type { WorkerDeps } from '../worker.ts';
import { readOwnState } from './read-own-state.ts';

const timeZone = 'Asia/Tokyo';
const heartbeatTimeoutMs = 10_000;

/**
 * One look at Commonwatt itself. Trouble becomes failures like any other; while there is none, the outer watchdog hears of
 * it, so that silence tells it what this worker cannot. Returns how many failures changed.
 */
export async function watchOurselves(
  deps: WorkerDeps,
  jobs: readonly { name: string; everyMs: number }[],
): Promise<number> {
  const { database, now, notifications, heartbeatUrl, startedMs } = deps;
  const problems = findOwnProblems(await readOwnState(deps, { jobs, startedMs }));
  const defaultAddress = notifications.defaultAddress;
  const changed = await saveOwnProblems(database, { problems, now: now(), timeZone, defaultAddress });
  if (heartbeatUrl !== null && problems.length === 0) await sendHeartbeat(deps, heartbeatUrl);
  return changed;
}

/** The address may hold a secret, so it is not logged. A watchdog that is away is no trouble of ours. */
async function sendHeartbeat({ log }: WorkerDeps, url: string): Promise<void> {
  try {
    const answer = await fetch(url, { redirect: 'follow', signal: AbortSignal.timeout(heartbeatTimeoutMs) });
    await answer.body?.cancel();
    if (!answer.ok) log.warn({ status: answer.status }, 'the watchdog did not take the heartbeat');
  } catch (error) {
    log.warn({ reason: error instanceof Error ? error.name : 'unknown' }, 'the watchdog could not be reached');
  }
}
