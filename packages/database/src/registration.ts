import type { ClusterRef, UnitRef } from '@commonwatt/domain/refs';
import type { DatabaseOrTransaction } from './client.ts';

export type UnitToRegister = { unitId: string; name: string; availableFrom?: Date | null; availableTo?: Date | null };
export type ClusterToRegister = {
  ref: ClusterRef;
  communityName: string;
  name: string;
  timeZone: string;
  units: UnitToRegister[];
};

/**
 * Makes a community, a cluster and units that do not exist yet, and leaves existing ones as they are:
 * doing it again changes nothing. Returns the codes of the units that were new.
 */
export async function registerCluster(db: DatabaseOrTransaction, cluster: ClusterToRegister): Promise<string[]> {
  const { ref, communityName, name, timeZone, units } = cluster;
  const community = await db.community.upsert({
    where: { code: ref.communityId },
    create: { code: ref.communityId, name: communityName },
    update: {},
  });
  const row = await db.cluster.upsert({
    where: { communityId_code: { communityId: community.id, code: ref.clusterId } },
    create: { communityId: community.id, code: ref.clusterId, name, timeZone },
    update: {},
  });
  const existing = await db.unit.findMany({ where: { clusterId: row.id }, select: { code: true } });
  const known = new Set(existing.map((unit) => unit.code));
  const added = units.filter((unit) => !known.has(unit.unitId));
  const data = added.map(({ unitId, ...same }) => ({ clusterId: row.id, code: unitId, ...same }));
  await db.unit.createMany({ data, skipDuplicates: true });
  return added.map((unit) => unit.unitId);
}

/** Links a user to homes, in addition to those already linked. Unknown units are ignored by the caller's check. */
export async function addHomes(db: DatabaseOrTransaction, userId: number, homes: readonly UnitRef[]): Promise<number> {
  const units = await db.unit.findMany({
    where: {
      OR: homes.map(({ communityId, clusterId, unitId }) => ({
        code: unitId,
        cluster: { code: clusterId, community: { code: communityId } },
      })),
    },
    select: { id: true },
  });
  const data = units.map((unit) => ({ unitId: unit.id, userId }));
  await db.unitResident.createMany({ data, skipDuplicates: true });
  return units.length;
}
