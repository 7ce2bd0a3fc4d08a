import type { ClusterRef, UnitRef } from '@commonwatt/domain/refs';
import type { DatabaseOrTransaction } from './client.ts';
import type { Failure } from './generated/client.ts';

export type { Failure };

/** Failures of a cluster that are not closed, oldest first. */
export async function listOpenFailures(db: DatabaseOrTransaction, cluster: ClusterRef): Promise<Failure[]> {
  return db.failure.findMany({ where: { ...clusterScope(cluster), closedAt: null }, orderBy: { id: 'asc' } });
}

/**
 * Failures of a cluster that touch [from, to), oldest first: not closed before `from`, detected before `to`. A bound that
 * is left out does not bound; of more than `limit` only the newest come.
 */
export async function listFailures(
  db: DatabaseOrTransaction,
  {
    cluster,
    from,
    to,
    limit,
  }: { cluster: ClusterRef; from?: Date | undefined; to?: Date | undefined; limit?: number | undefined },
): Promise<Failure[]> {
  const found = await db.failure.findMany({
    where: {
      ...clusterScope(cluster),
      ...(from ? { OR: [{ closedAt: null }, { closedAt: { gte: from } }] } : {}),
      ...(to ? { detectedAt: { lt: to } } : {}),
    },
    orderBy: { id: 'desc' },
    ...(limit === undefined ? {} : { take: limit }),
  });
  return found.reverse();
}

/**
 * Failures of one unit of the given types that are open or were closed since `from`, newest first. Served by (community,
 * cluster, type, …).
 */
export async function listUnitFailures(
  db: DatabaseOrTransaction,
  unit: UnitRef,
  { types, from, limit }: { types: string[]; from: Date; limit: number },
): Promise<Failure[]> {
  return db.failure.findMany({
    where: {
      ...clusterScope(unit),
      unitCode: unit.unitId,
      type: { in: types },
      OR: [{ closedAt: null }, { closedAt: { gte: from } }],
    },
    orderBy: [{ detectedAt: 'desc' }, { id: 'desc' }],
    take: limit,
  });
}

/** A failure of a cluster; null when it has none with this id. */
export async function findFailure(db: DatabaseOrTransaction, cluster: ClusterRef, id: number): Promise<Failure | null> {
  return db.failure.findFirst({ where: { ...clusterScope(cluster), id } });
}

/** Notes who looks after a failure, and what they say about it. */
export async function takeFailure(
  db: DatabaseOrTransaction,
  { id, by: takenBy, at: takenAt, note }: { id: number; by: string; at: Date; note: string | null },
): Promise<Failure> {
  return db.failure.update({ where: { id }, data: { takenBy, takenAt, note } });
}

function clusterScope({ communityId, clusterId }: ClusterRef) {
  return { communityCode: communityId, clusterCode: clusterId };
}
