import { recordAudit } from '@commonwatt/database/audit';
import {
  createRecipient,
  deleteRecipient,
  findRecipient,
  listRecipients,
  lockRecipient,
  type NotificationRecipient,
  recipientEditSchema,
  recipientSchema,
  replaceRecipient,
} from '@commonwatt/database/notification-recipients';
import { requireAsSeen } from '@commonwatt/database/stale-edit';
import type { DomainError } from '@commonwatt/domain/domain-error';
import { refused } from '@commonwatt/domain/refusals';
import { isInScope } from '@commonwatt/domain/staff-scope';
import { z } from 'zod';
import { type AuthorContext, authorOf } from '../author.ts';
import { rowId, seenFields } from '../registry/table-router.ts';
import { communityProcedure, requireCommunity, router, staffProcedure } from '../trpc.ts';

/** Who is told about failures. Secrets go in and never come out again; a stale edit is refused. */
export const recipientsRouter = router({
  /** Recipients of a community, or of messages about Commonwatt itself (null), oldest first. */
  list: communityProcedure.query(async ({ ctx, input }) => {
    return (await listRecipients(ctx.deps.database, input.communityId)).map(shown);
  }),

  create: staffProcedure.input(z.object({ recipient: recipientSchema })).mutation(async ({ ctx, input }) => {
    requireCommunity(ctx.session.user.scope, input.recipient.communityCode);
    return ctx.deps.database.$transaction(async (tx) => {
      const made = await createRecipient(tx, input.recipient);
      await recordAudit(tx, { ...entry(ctx, 'create', made), after: forAudit(made) });
      return shown(made);
    });
  }),

  replace: staffProcedure
    .input(z.object({ id: rowId, expected: seenFields, recipient: recipientEditSchema }))
    .mutation(async ({ ctx, input }) => {
      return ctx.deps.database.$transaction(async (tx) => {
        const before = requireOwn(ctx, await lockRecipient(tx, input.id));
        requireAsSeen('recipient', input.expected, shown(before));
        requireCommunity(ctx.session.user.scope, input.recipient.communityCode);
        const after = await replaceRecipient(tx, input.id, withSecret(input.recipient, before));
        if (!after) throw gone();
        await recordAudit(tx, { ...entry(ctx, 'edit', after), before: forAudit(before), after: forAudit(after) });
        return shown(after);
      });
    }),

  delete: staffProcedure.input(z.object({ id: rowId, expected: seenFields })).mutation(async ({ ctx, input }) => {
    await ctx.deps.database.$transaction(async (tx) => {
      const before = requireOwn(ctx, await lockRecipient(tx, input.id));
      requireAsSeen('recipient', input.expected, shown(before));
      if (!(await deleteRecipient(tx, input.id))) throw gone();
      await recordAudit(tx, { ...entry(ctx, 'delete', before), before: forAudit(before) });
    });
  }),

  /** Sends a test message at once and tells what the receiving server answered. */
  test: staffProcedure.input(z.object({ id: rowId })).mutation(async ({ ctx, input }) => {
    const recipient = requireOwn(ctx, await findRecipient(ctx.deps.database, input.id));
    return ctx.deps.sendTestMessage(recipient, ctx.deps.now());
  }),
});

/** Recipients of other communities are as those that there are not. */
function requireOwn(ctx: AuthorContext, found: NotificationRecipient | null): NotificationRecipient {
  if (!found || !isInScope(ctx.session.user.scope, found.communityCode)) throw gone();
  return found;
}

/** A webhook keeps its secret until it gets another. */
function withSecret(recipient: z.output<typeof recipientEditSchema>, before: NotificationRecipient) {
  if (recipient.channel === 'email') return recipient;
  const secret = recipient.secret ?? before.secret;
  if (secret === null) throw refused('BAD_REQUEST', 'webhookWithoutSecret');
  return { ...recipient, secret };
}

function shown({ secret, ...recipient }: NotificationRecipient) {
  return { ...recipient, hasSecret: secret !== null };
}

function forAudit(recipient: NotificationRecipient) {
  return { ...shown(recipient) };
}

function entry(ctx: AuthorContext, action: string, { id: recipientId, communityCode }: NotificationRecipient) {
  const target = `recipient ${recipientId} of ${communityCode ?? 'Commonwatt itself'}`;
  return { ...authorOf(ctx), action: `recipient.${action}`, target, communityCode };
}

function gone(): DomainError {
  return refused('NOT_FOUND', 'gone', { noun: 'recipient' });
}
