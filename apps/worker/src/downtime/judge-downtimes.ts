import { forEachCluster } from '../clusters.ts';
import { createTurn } from '../turn.ts';
import { longestRoundMs, type WorkerDeps } from '../worker.ts';
import { judgeCluster } from './judge-cluster.ts';

/** One round over all clusters. Returns how many units changed. */
export async function judgeDowntimes(deps: WorkerDeps): Promise<number> {
  const { telemetry, lossToleranceMs: toleranceMs } = deps;
  const nowMs = deps.now().getTime();
  const keepTurn = createTurn(longestRoundMs, deps.now);
  return forEachCluster(deps, 'downtimes', async (cluster, units) => {
    keepTurn();
    const unitIds = units.map(({ unitId }) => unitId);
    return judgeCluster({ telemetry, toleranceMs, nowMs, keepTurn }, cluster, unitIds);
  });
}
