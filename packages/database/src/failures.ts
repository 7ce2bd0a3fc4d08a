import type { ClusterRef } from '@commonwatt/domain/refs';
import type { DatabaseOrTransaction } from './client.ts';
import type { Failure } from './generated/client.ts';

export type { Failure };

/** Failures of a cluster that are not closed, oldest first. */
export async function listOpenFailures(db: DatabaseOrTransaction, cluster: ClusterRef): Promise<Failure[]> {
  return db.failure.findMany({ where: { ...clusterScope(cluster), closedAt: null }, orderBy: { id: 'asc' } });
}

/**
 * Failures of a cluster that touch [from, to), oldest first: not closed before `from`, detected before `to`. A bound that
 * is left out does not bound.
 */
export async function listFailures(
  db: DatabaseOrTransaction,
  { cluster, from, to }: { cluster: ClusterRef; from?: Date | undefined; to?: Date | undefined },
): Promise<Failure[]> {
  return db.failure.findMany({
    where: {
      ...clusterScope(cluster),
      ...(from ? { OR: [{ closedAt: null }, { closedAt: { gte: from } }] } : {}),
      ...(to ? { detectedAt: { lt: to } } : {}),
    },
    orderBy: { id: 'asc' },
  });
}

function clusterScope({ communityId, clusterId }: ClusterRef) {
  return { communityCode: communityId, clusterCode: clusterId };
}
