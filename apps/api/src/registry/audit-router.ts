import { listAuditEvents } from '@commonwatt/database/audit';
import { textSchema } from '@commonwatt/domain/refs';
import { z } from 'zod';
import { router, staffProcedure } from '../trpc.ts';

export const auditRouter = router({
  /** Who changed what in the caller's communities, newest first; `beforeId` of the last one seen goes on to older ones. */
  list: staffProcedure
    .input(
      z.object({
        search: textSchema.max(200).default(''),
        subject: textSchema.max(64).nullable().default(null),
        beforeId: z.number().int().positive().max(2_147_483_647).nullable().default(null),
        from: z.date().nullable().default(null),
        to: z.date().nullable().default(null),
        limit: z.number().int().min(1).max(500).default(100),
      }),
    )
    .query(({ ctx, input }) => listAuditEvents(ctx.deps.database, ctx.session.user.scope, input)),
});
