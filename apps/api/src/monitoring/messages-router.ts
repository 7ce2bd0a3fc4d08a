import { recordAudit } from '@commonwatt/database/audit';
import { listDeadMessages, retryDeadMessages } from '@commonwatt/database/message-delivery';
import { z } from 'zod';
import { authorOf } from '../author.ts';
import { rowId } from '../registry/table-router.ts';
import { communityProcedure, router, staffProcedure } from '../trpc.ts';

export const messagesRouter = router({
  /** Messages that were given up, newest first: of a community, or of Commonwatt itself (null). */
  dead: communityProcedure.query(({ ctx, input }) =>
    listDeadMessages(ctx.deps.database, { communityCode: input.communityId }),
  ),

  /** Has messages that were given up tried again. Returns how many, with those that waited for them. */
  retry: staffProcedure.input(z.object({ ids: z.array(rowId).min(1).max(500) })).mutation(async ({ ctx, input }) => {
    const { database, now } = ctx.deps;
    return database.$transaction(async (tx) => {
      const count = await retryDeadMessages(tx, ctx.session.user.scope, { ids: input.ids, now: now() });
      await recordAudit(tx, { ...authorOf(ctx), action: 'message.retry', target: `${count} messages` });
      return { count };
    });
  }),
});
