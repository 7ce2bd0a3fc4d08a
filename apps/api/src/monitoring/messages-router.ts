import { recordAudit } from '@commonwatt/database/audit';
import { listDeadMessages, retryDeadMessages } from '@commonwatt/database/message-delivery';
import { codeSchema } from '@commonwatt/domain/refs';
import { z } from 'zod';
import { authorOf } from '../registry/table-router.ts';
import { router, staffProcedure } from '../trpc.ts';

const id = z.number().int().positive().max(2_147_483_647);

export const messagesRouter = router({
  /** Messages that were given up, newest first: of a community, or of Commonwatt itself (null). */
  dead: staffProcedure
    .input(z.object({ communityId: codeSchema.nullable() }))
    .query(({ ctx, input }) => listDeadMessages(ctx.deps.database, { communityCode: input.communityId })),

  /** Has messages that were given up tried again. Returns how many, with those that waited for them. */
  retry: staffProcedure.input(z.object({ ids: z.array(id).min(1).max(500) })).mutation(async ({ ctx, input }) => {
    const { database, now } = ctx.deps;
    return database.$transaction(async (tx) => {
      const count = await retryDeadMessages(tx, input.ids, now());
      await recordAudit(tx, { ...authorOf(ctx), action: 'message.retry', target: `${count} messages` });
      return { count };
    });
  }),
});
