import type { ClusterRef, UnitRef } from './refs.ts';

/** A text that tells a cluster, or a unit, from every other, whatever characters their codes have. */
export function refKey(ref: ClusterRef | UnitRef): string {
  const { communityId, clusterId } = ref;
  return JSON.stringify('unitId' in ref ? [communityId, clusterId, ref.unitId] : [communityId, clusterId]);
}
