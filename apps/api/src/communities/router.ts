import { listCommunities } from '@commonwatt/database/communities';
import { router, staffProcedure } from '../trpc.ts';

export const communitiesRouter = router({
  /** The communities of the caller with their clusters and units, each level ordered by code. */
  outline: staffProcedure.query(({ ctx }) => listCommunities(ctx.deps.database, ctx.session.user.scope)),
});
