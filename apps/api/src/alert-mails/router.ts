import { randomBytes } from 'node:crypto';
import {
  type AlertMail,
  alertAddressOf,
  confirmAlertAddress,
  findAlertMail,
  proposeAlertAddress,
  saveAlertWishes,
} from '@commonwatt/database/alert-mails';
import { recordAudit } from '@commonwatt/database/audit';
import { findUser } from '@commonwatt/database/users';
import { DomainError } from '@commonwatt/domain/domain-error';
import { homeAlertKinds } from '@commonwatt/domain/home-alerts';
import { messageLanguages } from '@commonwatt/domain/monitoring/message-languages';
import { areQuietFieldsWhole, quietFields, quietFieldsProblem } from '@commonwatt/domain/monitoring/quiet-hours';
import { textSchema } from '@commonwatt/domain/refs';
import { z } from 'zod';
import { authorOf } from '../author.ts';
import { publicProcedure, residentProcedure, router } from '../trpc.ts';
import { codeLifeMs, createAddressCode, hashAddressCode } from './address-code.ts';
import { endMails } from './end-mails.ts';

const address = z.email('must be an email address').max(254, 'must have at most 254 characters');
const language = z.enum(messageLanguages);
const wishesSchema = z
  .object({ kinds: z.array(z.enum(homeAlertKinds)).max(10), language, ...quietFields })
  .refine(areQuietFieldsWhole, quietFieldsProblem);

export const alertMailsRouter = router({
  /** Which alerts of the own homes come by email, and to which address. */
  current: residentProcedure.query(async ({ ctx }) => {
    const { database, now } = ctx.deps;
    const [user, mail] = await Promise.all([
      findUser(database, ctx.session.user.id),
      findAlertMail(database, ctx.session.user.id),
    ]);
    const email = user?.email ?? '';
    const isPending = mail?.codeExpiresAt != null && mail.codeExpiresAt > now();
    return {
      address: email,
      isConfirmed: alertAddressOf({ email, alertMail: mail }) !== null,
      pendingAddress: isPending ? mail.pendingAddress : null,
      ...wishesOf(mail),
    };
  }),

  /** Replaces which alerts are wanted, in what language and at what hours they are not. */
  save: residentProcedure.input(wishesSchema).mutation(async ({ ctx, input }) => {
    const { id, username } = ctx.session.user;
    const wishes = { ...input, kinds: homeAlertKinds.filter((kind) => input.kinds.includes(kind)) };
    await ctx.deps.database.$transaction(async (tx) => {
      const before = wishesOf(await findAlertMail(tx, id));
      await saveAlertWishes(tx, id, { ...wishes, token: newToken() });
      await recordAudit(tx, {
        ...authorOf(ctx),
        action: 'user.changeAlertMails',
        target: `user ${username}`,
        before,
        after: wishes,
      });
    });
  }),

  /** Mails a code to an address that is to be the account's own. */
  sendCode: residentProcedure.input(z.object({ address, language })).mutation(async ({ ctx, input }) => {
    const { database, now, codeLimits, sendAddressCode } = ctx.deps;
    const { id } = ctx.session.user;
    if (!(await codeLimits.maySend(id))) throw tooMany();
    const { code, hash: codeHash } = createAddressCode();
    const expiresAt = new Date(now().getTime() + codeLifeMs);
    await proposeAlertAddress(database, id, { address: input.address, codeHash, expiresAt, token: newToken() });
    const isSent = await sendAddressCode({ ...input, code });
    return { isSent };
  }),

  /** Makes the address that the code came to the account's own, and alerts go there. */
  confirm: residentProcedure.input(z.object({ code: textSchema.max(100) })).mutation(async ({ ctx, input }) => {
    const { database, now, codeLimits } = ctx.deps;
    const { id, username } = ctx.session.user;
    if (!(await codeLimits.mayTry(id))) throw tooMany();
    await database.$transaction(async (tx) => {
      const user = await findUser(tx, id);
      const confirmed = await confirmAlertAddress(tx, id, { codeHash: hashAddressCode(input.code), now: now() });
      if (confirmed === null) throw new DomainError('BAD_REQUEST', 'This code is not right, or too old');
      await recordAudit(tx, {
        ...authorOf(ctx),
        action: 'user.confirmAddress',
        target: `user ${username}`,
        before: { email: user?.email ?? '' },
        after: { email: confirmed },
      });
    });
  }),

  /** Ends the mails of whoever has this token, as it stands in each of them. */
  end: publicProcedure.input(z.object({ token: textSchema.max(100) })).mutation(async ({ ctx, input }) => {
    return { isKnown: await endMails(ctx.deps, { token: input.token, address: ctx.address }) };
  }),
});

function wishesOf(mail: AlertMail | null) {
  return {
    kinds: homeAlertKinds.filter((kind) => mail?.kinds.includes(kind)),
    language: messageLanguages.find((one) => one === mail?.language) ?? null,
    quietFromMin: mail?.quietFromMin ?? null,
    quietToMin: mail?.quietToMin ?? null,
  };
}

function newToken(): string {
  return randomBytes(32).toString('base64url');
}

function tooMany(): DomainError {
  return new DomainError('TOO_MANY_REQUESTS', 'Too many codes. Please wait an hour');
}
