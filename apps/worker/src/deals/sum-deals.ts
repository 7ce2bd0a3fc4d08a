import { forEachCluster } from '../clusters.ts';
import { createTurn } from '../turn.ts';
import { longestRoundMs, type WorkerDeps } from '../worker.ts';
import { sumClusterDeals } from './sum-cluster-deals.ts';

/** One round over all clusters. Returns how many days were added up anew. */
export async function sumDeals(deps: WorkerDeps): Promise<number> {
  const { telemetry } = deps;
  const keepTurn = createTurn(longestRoundMs, deps.now);
  return forEachCluster(deps, 'sums of deals', (cluster) =>
    sumClusterDeals({ telemetry, now: deps.now(), keepTurn }, cluster),
  );
}
