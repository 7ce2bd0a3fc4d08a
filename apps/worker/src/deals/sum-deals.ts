import { listCommunities } from '@commonwatt/database/communities';
import { createTurn } from '../turn.ts';
import { longestRoundMs, type WorkerDeps } from '../worker.ts';
import { sumClusterDeals } from './sum-cluster-deals.ts';

/**
 * One round over all clusters. Trouble with one does not hold up the others; the round then fails at its end. Returns how
 * many days were added up anew.
 */
export async function sumDeals(deps: WorkerDeps): Promise<number> {
  const keepTurn = createTurn(longestRoundMs);
  const problems: unknown[] = [];
  let changed = 0;
  for (const { communityId, clusters } of await listCommunities(deps.database, 'all')) {
    for (const { clusterId } of clusters) {
      const cluster = { communityId, clusterId };
      try {
        changed += await sumClusterDeals({ telemetry: deps.telemetry, now: deps.now(), keepTurn }, cluster);
      } catch (error) {
        deps.log.error({ err: error, cluster }, 'the deals of a cluster could not be added up');
        problems.push(error);
      }
    }
  }
  if (problems.length > 0) throw new AggregateError(problems, `the deals of ${problems.length} clusters`);
  return changed;
}
