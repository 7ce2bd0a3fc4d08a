import { listCommunities } from '@commonwatt/database/communities';
import { countOpenFailures } from '@commonwatt/database/failures';
import { router, staffProcedure } from '../trpc.ts';
import { type ClusterOverview, readClusterOverview } from './read-overview.ts';

export const communitiesRouter = router({
  /** The communities of the caller with their clusters and units, each level ordered by code. */
  outline: staffProcedure.query(({ ctx }) => listCommunities(ctx.deps.database, ctx.session.user.scope)),

  /** Every cluster of the caller's communities at a glance, ordered by community and cluster, and the instant of it. */
  overview: staffProcedure.query(async ({ ctx }) => {
    const { database, telemetry, now: clock } = ctx.deps;
    const { scope } = ctx.session.user;
    const now = clock();
    const [communities, counts] = await Promise.all([
      listCommunities(database, scope),
      countOpenFailures(database, scope),
    ]);
    const openCount = new Map(
      counts.map(({ communityId, clusterId, count }) => [keyOf({ communityId, clusterId }), count]),
    );
    const clusters: (ClusterOverview & { openCount: number })[] = [];
    // A community at a time: the stores serve others as well.
    for (const community of communities) {
      const read = community.clusters.map((cluster) => readClusterOverview(telemetry, community, { cluster, now }));
      for (const overview of await Promise.all(read)) {
        clusters.push({ ...overview, openCount: openCount.get(keyOf(overview.ref)) ?? 0 });
      }
    }
    return { nowMs: now.getTime(), clusters };
  }),
});

function keyOf({ communityId, clusterId }: { communityId: string; clusterId: string }): string {
  return JSON.stringify([communityId, clusterId]);
}
