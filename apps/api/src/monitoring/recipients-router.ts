import { recordAudit } from '@commonwatt/database/audit';
import {
  createRecipient,
  deleteRecipient,
  findRecipient,
  listRecipients,
  type NotificationRecipient,
  recipientSchema,
  replaceRecipient,
} from '@commonwatt/database/notification-recipients';
import { DomainError } from '@commonwatt/domain/domain-error';
import { codeSchema } from '@commonwatt/domain/refs';
import { z } from 'zod';
import { type AuthorContext, authorOf } from '../registry/table-router.ts';
import { router, staffProcedure } from '../trpc.ts';

const id = z.number().int().positive().max(2_147_483_647);

/** Who is told about failures. Secrets go in and never come out again. */
export const recipientsRouter = router({
  /** Recipients of a community, or of messages about Commonwatt itself (null), oldest first. */
  list: staffProcedure.input(z.object({ communityId: codeSchema.nullable() })).query(async ({ ctx, input }) => {
    return (await listRecipients(ctx.deps.database, input.communityId)).map(shown);
  }),

  create: staffProcedure.input(z.object({ recipient: recipientSchema })).mutation(async ({ ctx, input }) => {
    return ctx.deps.database.$transaction(async (tx) => {
      const made = await createRecipient(tx, input.recipient);
      await recordAudit(tx, { ...entry(ctx, 'create', made), after: forAudit(made) });
      return shown(made);
    });
  }),

  replace: staffProcedure.input(z.object({ id, recipient: recipientSchema })).mutation(async ({ ctx, input }) => {
    return ctx.deps.database.$transaction(async (tx) => {
      const before = await findRecipient(tx, input.id);
      const after = await replaceRecipient(tx, input.id, input.recipient);
      if (!before || !after) throw gone();
      await recordAudit(tx, { ...entry(ctx, 'edit', after), before: forAudit(before), after: forAudit(after) });
      return shown(after);
    });
  }),

  delete: staffProcedure.input(z.object({ id })).mutation(async ({ ctx, input }) => {
    await ctx.deps.database.$transaction(async (tx) => {
      const before = await findRecipient(tx, input.id);
      if (!before || !(await deleteRecipient(tx, input.id))) throw gone();
      await recordAudit(tx, { ...entry(ctx, 'delete', before), before: forAudit(before) });
    });
  }),

  /** Sends a test message at once and tells what the receiving server answered. */
  test: staffProcedure.input(z.object({ id })).mutation(async ({ ctx, input }) => {
    const recipient = await findRecipient(ctx.deps.database, input.id);
    if (!recipient) throw gone();
    return ctx.deps.sendTestMessage(recipient, ctx.deps.now());
  }),
});

function shown({ secret, ...recipient }: NotificationRecipient) {
  return { ...recipient, hasSecret: secret !== null };
}

function forAudit(recipient: NotificationRecipient) {
  return { ...shown(recipient) };
}

function entry(ctx: AuthorContext, action: string, { id: recipientId, communityCode }: NotificationRecipient) {
  const target = `recipient ${recipientId} of ${communityCode ?? 'Commonwatt itself'}`;
  return { ...authorOf(ctx), action: `recipient.${action}`, target };
}

function gone(): DomainError {
  return new DomainError('NOT_FOUND', 'This recipient is gone');
}
