import { listCommunities } from '@commonwatt/database/communities';
import { router, staffProcedure } from '../trpc.ts';
import { readOverview } from './read-overview.ts';

export const communitiesRouter = router({
  /** The communities of the caller with their clusters and units, each level ordered by code. */
  outline: staffProcedure.query(({ ctx }) => listCommunities(ctx.deps.database, ctx.session.user.scope)),

  /** Every cluster of the caller's communities at a glance, ordered by community and cluster, and the instant of it. */
  overview: staffProcedure.query(async ({ ctx }) => {
    return { nowMs: ctx.deps.now().getTime(), clusters: await readOverview(ctx.deps, ctx.session.user.scope) };
  }),
});
