import type { UnitRef } from './refs.ts';

/** True when both name the same home by its whole chain of codes. */
export function isSameUnit(a: UnitRef, b: UnitRef): boolean {
  return a.communityId === b.communityId && a.clusterId === b.clusterId && a.unitId === b.unitId;
}
