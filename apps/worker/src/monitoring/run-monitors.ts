import { saveMonitorError } from '@commonwatt/database/monitor-rounds';
import type { MonitorType } from '@commonwatt/domain/monitoring/monitor-types';
import { createTurn } from '../turn.ts';
import type { WorkerDeps } from '../worker.ts';
import { listMonitoredClusters } from './list-clusters.ts';
import { type MonitoredCluster, monitorCluster } from './monitor-cluster.ts';

/** So long may a round take before it counts as frozen. */
const longestRoundMs = 60_000;
/** Most of a round is waiting for the stores. */
const clustersAtOnce = 4;

/**
 * One round of the six monitors over all clusters in which any is switched on. Trouble with one cluster is noted for its
 * monitors and does not hold up the others; the round then fails at its end. Returns how many failures changed.
 */
export async function runMonitors(deps: WorkerDeps): Promise<number> {
  const { database, telemetry, log, now } = deps;
  const { threadBlockingLimitMs } = deps.monitoring;
  const defaultAddress = deps.notifications.defaultAddress;
  const keepTurn = createTurn(longestRoundMs, now);
  const waiting = await listMonitoredClusters(deps);
  const problems: unknown[] = [];
  let changed = 0;
  const work = async () => {
    for (let cluster = waiting.shift(); cluster; cluster = waiting.shift()) {
      try {
        const roundDeps = { database, telemetry, threadBlockingLimitMs, defaultAddress, now, keepTurn };
        changed += (await monitorCluster(roundDeps, cluster)) ?? 0;
      } catch (error) {
        log.error({ err: error, cluster: cluster.ref }, 'the monitors of a cluster could not run');
        problems.push(error);
        await noteProblem(deps, cluster, error);
      }
    }
  };
  await Promise.all(Array.from({ length: clustersAtOnce }, work));
  if (problems.length > 0)
    throw new AggregateError(problems, `the monitors of ${problems.length} clusters could not run`);
  return changed;
}

/** An active check that could not run says so, where staff see it; unless PostgreSQL itself is what fails. */
async function noteProblem({ database, now, log }: WorkerDeps, cluster: MonitoredCluster, error: unknown) {
  const types = Object.keys(cluster.settings) as MonitorType[];
  const message = error instanceof Error ? error.message : String(error);
  await saveMonitorError(database, { cluster: cluster.ref, types, at: now(), message }).catch((reason: unknown) => {
    log.error({ err: reason, cluster: cluster.ref }, 'the problem of a monitor could not be stored');
  });
}
