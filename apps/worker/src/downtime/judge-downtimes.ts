import { listCommunities } from '@commonwatt/database/communities';
import { createTurn } from '../turn.ts';
import { longestRoundMs, type WorkerDeps } from '../worker.ts';
import { judgeCluster } from './judge-cluster.ts';

/**
 * One round over all clusters. Trouble with one does not hold up the others; the round then fails at its end. Returns how
 * many units changed.
 */
export async function judgeDowntimes(deps: WorkerDeps): Promise<number> {
  const { telemetry, lossToleranceMs: toleranceMs, log } = deps;
  const nowMs = deps.now().getTime();
  const keepTurn = createTurn(longestRoundMs);
  const problems: unknown[] = [];
  let changed = 0;
  for (const { communityId, clusters } of await listCommunities(deps.database, 'all')) {
    for (const { clusterId, units } of clusters) {
      const cluster = { communityId, clusterId };
      const unitIds = units.map(({ unitId }) => unitId);
      try {
        keepTurn();
        changed += await judgeCluster({ telemetry, toleranceMs, nowMs, keepTurn }, cluster, unitIds);
      } catch (error) {
        log.error({ err: error, cluster }, 'the downtimes of a cluster could not be judged');
        problems.push(error);
      }
    }
  }
  if (problems.length > 0) throw new AggregateError(problems, `${problems.length} clusters could not be judged`);
  return changed;
}
