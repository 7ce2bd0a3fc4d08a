import type { ClusterRef, UnitRef } from '@commonwatt/domain/refs';
import { refused } from '@commonwatt/domain/refusals';
import type { StaffScope } from '@commonwatt/domain/staff-scope';
import type { DatabaseOrTransaction } from './client.ts';
import type { Failure } from './generated/client.ts';
import { requireAsSeen } from './stale-edit.ts';

export type { Failure };

/** A failure with the units that it stands for, when it has none of its own. */
export type FailureWithUnits = Failure & { units: ListedUnit[] };
type ListedUnit = { unitCode: string; listedAt: Date; backAt: Date | null };

const withUnits = {
  units: { select: { unitCode: true, listedAt: true, backAt: true }, orderBy: { unitCode: 'asc' } },
} as const;

/** Failures of a cluster that are not closed, oldest first. */
export async function listOpenFailures(db: DatabaseOrTransaction, cluster: ClusterRef): Promise<FailureWithUnits[]> {
  const where = { ...clusterScope(cluster), closedAt: null };
  return db.failure.findMany({ where, include: withUnits, orderBy: { id: 'asc' } });
}

/** Failures of all clusters of a scope that are not closed, newest first, at most `limit`. Served by (closed). */
export async function listOpenFailuresWithin(
  db: DatabaseOrTransaction,
  scope: StaffScope,
  { limit }: { limit: number },
): Promise<FailureWithUnits[]> {
  return db.failure.findMany({ where: openWithin(scope), include: withUnits, orderBy: { id: 'desc' }, take: limit });
}

/** How many failures of each cluster of a scope are not closed; clusters without one are left out. Served by (closed). */
export async function countOpenFailures(
  db: DatabaseOrTransaction,
  scope: StaffScope,
): Promise<(ClusterRef & { count: number })[]> {
  const groups = await db.failure.groupBy({
    by: ['communityCode', 'clusterCode'],
    where: openWithin(scope),
    _count: true,
  });
  return groups.map(({ communityCode, clusterCode, _count: count }) => {
    return { communityId: communityCode ?? '', clusterId: clusterCode ?? '', count };
  });
}

/** Failures of Commonwatt itself that are not closed, newest first, at most `limit`. Served by (closed). */
export async function listOpenOwnFailures(
  db: DatabaseOrTransaction,
  { limit }: { limit: number },
): Promise<FailureWithUnits[]> {
  const where = { closedAt: null, communityCode: null };
  return db.failure.findMany({ where, include: withUnits, orderBy: { id: 'desc' }, take: limit });
}

/** Those of Commonwatt itself belong to no cluster. */
function openWithin(scope: StaffScope) {
  const communityCode = scope === 'all' ? { not: null } : { in: [...scope.communityIds] };
  return { closedAt: null, communityCode, clusterCode: { not: null } };
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
): Promise<FailureWithUnits[]> {
  const found = await db.failure.findMany({
    include: withUnits,
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

/** A failure as far as it concerns one unit, alone or among others: since when, and until when. */
export type UnitFailure = { type: string; since: Date; until: Date | null };

/**
 * Failures of the given types that concern one unit, by itself or with others, and that are open or were closed since
 * `from`, newest first. Nothing of the other units is read. Served by (community, cluster, type, …) and by the key of the
 * units of failures.
 */
export async function listUnitFailures(
  db: DatabaseOrTransaction,
  { communityId, clusterId, unitId }: UnitRef,
  { types, from, limit }: { types: string[]; from: Date; limit: number },
): Promise<UnitFailure[]> {
  return db.$queryRaw<UnitFailure[]>`
    SELECT type, since, until FROM (
      SELECT f.id, f.type, COALESCE(u.listed_at, f.detected_at) AS since, COALESCE(u.back_at, f.closed_at) AS until
      FROM failures f LEFT JOIN failure_units u ON u.failure_id = f.id AND u.unit_code = ${unitId}
      WHERE f.community_code = ${communityId} AND f.cluster_code = ${clusterId} AND f.type = ANY(${types})
        AND (f.closed_at IS NULL OR f.closed_at >= ${from}) AND (f.unit_code = ${unitId} OR u.unit_code IS NOT NULL)
    ) concerning
    WHERE until IS NULL OR until >= ${from}
    ORDER BY since DESC, id DESC LIMIT ${limit}`;
}

/** A failure of a cluster; null when it has none with this id. */
export async function findFailure(
  db: DatabaseOrTransaction,
  cluster: ClusterRef,
  id: number,
): Promise<FailureWithUnits | null> {
  return db.failure.findFirst({ where: { ...clusterScope(cluster), id }, include: withUnits });
}

/** Who looks after a failure, since when, and what they say about it; null: nobody yet. */
export type Taking = Pick<Failure, 'takenBy' | 'takenAt' | 'note'>;

/**
 * Notes who looks after a failure, and what they say about it, if that still is as they saw it (`expected`).
 * @throws DomainError NOT_FOUND when it is gone, CONFLICT with who has it now and what they say.
 */
export async function takeFailure(
  db: DatabaseOrTransaction,
  { id, expected, taking }: { id: number; expected: Taking; taking: Taking },
): Promise<Failure> {
  const { takenBy, takenAt, note } = expected;
  const { count } = await db.failure.updateMany({ where: { id, takenBy, takenAt, note }, data: taking });
  const stored = await db.failure.findUnique({ where: { id } });
  if (!stored) throw refused('NOT_FOUND', 'gone', { noun: 'failure' });
  if (count === 0) requireAsSeen('failure', expected, takingOf(stored));
  return stored;
}

export function takingOf({ takenBy, takenAt, note }: Taking): Taking {
  return { takenBy, takenAt, note };
}

function clusterScope({ communityId, clusterId }: ClusterRef) {
  return { communityCode: communityId, clusterCode: clusterId };
}
