import type { ClusterRef, UnitRef } from '@commonwatt/domain/refs';
import { isInScope, type StaffScope } from '@commonwatt/domain/staff-scope';
import type { DatabaseOrTransaction } from './client.ts';
import { unitRefOf } from './unit-path.ts';

export type UnitRow = {
  unitId: string;
  name: string;
  availableFrom: Date | null;
  availableTo: Date | null;
};

export type ClusterRow = { clusterId: string; name: string; timeZone: string; units: UnitRow[] };
export type CommunityRow = { communityId: string; name: string; clusters: ClusterRow[] };

/** One registered cluster with its units, ordered by code. */
export type RegisteredCluster = {
  ref: ClusterRef;
  name: string;
  communityName: string;
  timeZone: string;
  units: UnitRow[];
};

/** A home as its residents know it. */
export type Home = { ref: UnitRef; name: string; communityName: string; clusterName: string; timeZone: string };

const unitSelect = { code: true, name: true, availableFrom: true, availableTo: true } as const;

/** Every community of a scope with its clusters and units, each level ordered by code (binary, as PostgreSQL's C collation does). */
export async function listCommunities(db: DatabaseOrTransaction, scope: StaffScope): Promise<CommunityRow[]> {
  const communities = await db.community.findMany({
    where: scope === 'all' ? {} : { code: { in: [...scope.communityIds] } },
    orderBy: { code: 'asc' },
    include: {
      clusters: { orderBy: { code: 'asc' }, include: { units: { orderBy: { code: 'asc' }, select: unitSelect } } },
    },
  });
  return communities.map(communityRow);
}

/** The homes of a user below their communities and clusters, in the order and shape of `listCommunities`. */
export async function listCommunitiesOfResident(db: DatabaseOrTransaction, userId: number): Promise<CommunityRow[]> {
  const isHome = { residents: { some: { userId } } };
  const hasHome = { units: { some: isHome } };
  const communities = await db.community.findMany({
    where: { clusters: { some: hasHome } },
    orderBy: { code: 'asc' },
    include: {
      clusters: {
        where: hasHome,
        orderBy: { code: 'asc' },
        include: { units: { where: isHome, orderBy: { code: 'asc' }, select: unitSelect } },
      },
    },
  });
  return communities.map(communityRow);
}

export async function findCluster(db: DatabaseOrTransaction, ref: ClusterRef): Promise<RegisteredCluster | null> {
  const cluster = await db.cluster.findFirst({
    where: { code: ref.clusterId, community: { code: ref.communityId } },
    include: { community: true, units: { orderBy: { code: 'asc' }, select: unitSelect } },
  });
  if (!cluster) return null;
  return {
    ref: { communityId: cluster.community.code, clusterId: cluster.code },
    name: cluster.name,
    communityName: cluster.community.name,
    timeZone: cluster.timeZone,
    units: cluster.units.map(unitRow),
  };
}

/** A cluster for staff; null for one of a community that is not theirs, as for one that there is not. */
export async function findClusterInScope(
  db: DatabaseOrTransaction,
  scope: StaffScope,
  ref: ClusterRef,
): Promise<RegisteredCluster | null> {
  return isInScope(scope, ref.communityId) ? findCluster(db, ref) : null;
}

/** The time zone of a cluster; null when there is none. Cheaper than the cluster with all its units. */
export async function findTimeZone(db: DatabaseOrTransaction, ref: ClusterRef): Promise<string | null> {
  const where = { code: ref.clusterId, community: { code: ref.communityId } };
  return (await db.cluster.findFirst({ where, select: { timeZone: true } }))?.timeZone ?? null;
}

export async function isUnit(db: DatabaseOrTransaction, ref: UnitRef): Promise<boolean> {
  return (await db.unit.findFirst({ where: unitWhere(ref), select: { id: true } })) !== null;
}

/** The homes of a user, ordered by community, cluster and unit code. */
export async function listHomes(db: DatabaseOrTransaction, userId: number): Promise<Home[]> {
  const units = await db.unit.findMany({
    where: { residents: { some: { userId } } },
    include: { cluster: { include: { community: true } } },
    orderBy: [{ cluster: { community: { code: 'asc' } } }, { cluster: { code: 'asc' } }, { code: 'asc' }],
  });
  return units.map(({ code, name, cluster }) => ({
    ref: unitRefOf({ code, cluster }),
    name,
    communityName: cluster.community.name,
    clusterName: cluster.name,
    timeZone: cluster.timeZone,
  }));
}

/** How many accounts each unit of a cluster has that may still sign in, by unit; those without one are left out. */
export async function countResidents(db: DatabaseOrTransaction, ref: ClusterRef): Promise<Map<string, number>> {
  const isOfCluster = { code: ref.clusterId, community: { code: ref.communityId } };
  const links = await db.unitResident.findMany({
    where: { unit: { cluster: isOfCluster }, user: { isActive: true } },
    select: { unit: { select: { code: true } } },
  });
  const counts = new Map<string, number>();
  for (const { unit } of links) counts.set(unit.code, (counts.get(unit.code) ?? 0) + 1);
  return counts;
}

function unitWhere({ communityId, clusterId, unitId }: UnitRef) {
  return { code: unitId, cluster: { code: clusterId, community: { code: communityId } } };
}

type UnitColumns = { code: string; name: string; availableFrom: Date | null; availableTo: Date | null };
type ClusterColumns = { code: string; name: string; timeZone: string; units: UnitColumns[] };

function communityRow(community: { code: string; name: string; clusters: ClusterColumns[] }): CommunityRow {
  const { code, name, clusters } = community;
  return {
    communityId: code,
    name,
    clusters: clusters.map((cluster) => ({
      clusterId: cluster.code,
      name: cluster.name,
      timeZone: cluster.timeZone,
      units: cluster.units.map(unitRow),
    })),
  };
}

function unitRow(unit: UnitColumns): UnitRow {
  const { code, ...same } = unit;
  return { unitId: code, ...same };
}
