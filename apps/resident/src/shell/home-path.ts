import type { UnitRef } from '@commonwatt/domain/refs';

/** The address of a home: its whole chain of codes. */
export function homePath({ communityId, clusterId, unitId }: UnitRef): string {
  return `/${[communityId, clusterId, unitId].map(encodeURIComponent).join('/')}`;
}
