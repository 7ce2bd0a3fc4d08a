import type { UnitRef } from '@commonwatt/domain/refs';

/** For `select`: a unit with the codes above it. */
export const unitPath = {
  code: true,
  cluster: { select: { code: true, community: { select: { code: true } } } },
} as const;

type UnitPath = { code: string; cluster: { code: string; community: { code: string } } };

/** The codes by which a stored unit is known outside. */
export function unitRefOf({ code, cluster }: UnitPath): UnitRef {
  return { communityId: cluster.community.code, clusterId: cluster.code, unitId: code };
}
