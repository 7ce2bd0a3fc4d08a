import type { Database } from '@commonwatt/database/client';
import { listCommunities } from '@commonwatt/database/communities';
import { countOpenFailures } from '@commonwatt/database/failures';
import { refKey } from '@commonwatt/domain/ref-key';
import type { ClusterRef } from '@commonwatt/domain/refs';
import type { StaffScope } from '@commonwatt/domain/staff-scope';
import type { ClusterGlance, ClusterGlances } from './cluster-glances.ts';

/** A cluster in the list of all. */
export type ClusterOverview = ClusterGlance & {
  ref: ClusterRef;
  name: string;
  communityName: string;
  timeZone: string;
  /** Failures that are open. */
  openCount: number;
};

/** Every cluster of a scope as it is now, ordered by community and cluster. */
export async function readOverview(
  { database, clusterGlances }: { database: Database; clusterGlances: ClusterGlances },
  scope: StaffScope,
): Promise<ClusterOverview[]> {
  const [communities, counts] = await Promise.all([
    listCommunities(database, scope),
    countOpenFailures(database, scope),
  ]);
  const openCounts = new Map(counts.map(({ count, ...ref }) => [refKey(ref), count]));
  const overviews: ClusterOverview[] = [];
  // A community at a time: the stores serve others as well.
  for (const { communityId, name: communityName, clusters } of communities) {
    const read = clusters.map(async ({ clusterId, name, timeZone, units }) => {
      const ref = { communityId, clusterId };
      const glance = await clusterGlances.of({ ref, name, communityName, timeZone, units });
      return { ref, name, communityName, timeZone, ...glance, openCount: openCounts.get(refKey(ref)) ?? 0 };
    });
    overviews.push(...(await Promise.all(read)));
  }
  return overviews;
}
