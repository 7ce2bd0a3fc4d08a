import { listCommunities } from '@commonwatt/database/communities';
import { router, staffProcedure } from '../trpc.ts';

export const communitiesRouter = router({
  /** Every community with its clusters and units, each level ordered by code. */
  outline: staffProcedure.query(({ ctx }) => listCommunities(ctx.deps.database)),
});
