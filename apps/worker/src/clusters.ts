import { type ClusterRow, listCommunities } from '@commonwatt/database/communities';
import type { ClusterRef } from '@commonwatt/domain/refs';
import type { WorkerDeps } from './worker.ts';

/**
 * Does a round's work for each registered cluster, one after the other, and returns the sum of what `work` returned. Trouble
 * with one cluster is logged with what the round is called and does not hold up the others.
 * @throws AggregateError at the end, when there was trouble with any.
 */
export async function forEachCluster(
  { database, log }: Pick<WorkerDeps, 'database' | 'log'>,
  round: string,
  work: (cluster: ClusterRef, units: ClusterRow['units']) => Promise<number>,
): Promise<number> {
  const problems: unknown[] = [];
  let sum = 0;
  for (const { communityId, clusters } of await listCommunities(database, 'all')) {
    for (const { clusterId, units } of clusters) {
      const cluster = { communityId, clusterId };
      try {
        sum += await work(cluster, units);
      } catch (error) {
        log.error({ err: error, cluster }, `${round}: a cluster failed`);
        problems.push(error);
      }
    }
  }
  if (problems.length > 0) throw new AggregateError(problems, `${round}: ${problems.length} clusters failed`);
  return sum;
}
