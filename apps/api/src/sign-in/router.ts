import { recordAudit } from '@commonwatt/database/audit';
import { confirmTotp, disableTotp, proposeTotpSecret } from '@commonwatt/database/second-factor';
import { endSession, isOver, listSessions } from '@commonwatt/database/sessions';
import { isSetupLinkValid, redeemSetupLink } from '@commonwatt/database/setup-links';
import { changePassword, findUser } from '@commonwatt/database/users';
import { newPasswordSchema, usernameSchema } from '@commonwatt/domain/credentials';
import { DomainError } from '@commonwatt/domain/domain-error';
import { textSchema } from '@commonwatt/domain/refs';
import { z } from 'zod';
import { hashToken } from '../http/cookies.ts';
import { publicProcedure, router, signedInProcedure } from '../trpc.ts';
import { protectPassword } from './passwords.ts';
import { authenticate, confirmPassword, openSession } from './service.ts';
import { createRecoveryCodes, createTotpSecret, findTotpStep } from './totp.ts';

const anyText = textSchema.max(1_000);
const setupToken = textSchema.min(20).max(100);

export const signInRouter = router({
  /** Who is signed in; null when nobody is. */
  current: publicProcedure.query(({ ctx }) => {
    if (!ctx.session) return null;
    const { username, isStaff, hasTotp, homes, scope } = ctx.session.user;
    return { username, isStaff, isLimited: isStaff && scope !== 'all', hasTotp, isResident: homes.length > 0 };
  }),

  signIn: publicProcedure
    .input(
      z.object({
        app: z.enum(['admin', 'resident']),
        username: anyText,
        password: anyText,
        code: anyText.optional(),
        keepSignedIn: z.boolean().default(false),
      }),
    )
    .mutation(async ({ ctx, input }) => {
      const user = await authenticate(ctx, input);
      if (!user) return { status: 'codeRequired' as const };
      if (input.app === 'admin' && !user.isStaff) {
        throw new DomainError('FORBIDDEN', 'This is the app for staff, and this account is not a staff account');
      }
      if (input.app === 'resident' && !(await ctx.deps.database.unitResident.count({ where: { userId: user.id } }))) {
        throw new DomainError('FORBIDDEN', 'This account is not linked to a home');
      }
      await openSession(ctx, user, input.keepSignedIn);
      return { status: 'signedIn' as const, username: user.username };
    }),

  signOut: publicProcedure.mutation(async ({ ctx }) => {
    if (ctx.session) {
      await endSession(ctx.deps.database, { id: ctx.session.session.id, userId: ctx.session.user.id });
    }
    ctx.clearCookie('session');
  }),

  /** Where else the own account is signed in. */
  sessions: signedInProcedure.query(async ({ ctx }) => {
    const sessions = await listSessions(ctx.deps.database, ctx.session.user.id);
    const now = ctx.deps.now();
    return sessions
      .filter((session) => !isOver(session, now))
      .map(({ id, createdAt, lastSeenAt, address, userAgent }) => ({
        id,
        createdAt,
        lastSeenAt,
        address,
        userAgent,
        isCurrent: id === ctx.session.session.id,
      }));
  }),

  endSession: signedInProcedure
    .input(z.object({ id: z.number().int().positive().max(2_147_483_647) }))
    .mutation(async ({ ctx, input }) => {
      const isEnded = await endSession(ctx.deps.database, { id: input.id, userId: ctx.session.user.id });
      if (!isEnded) throw new DomainError('NOT_FOUND', 'That session has ended already');
    }),

  /** Whether the one-time link of a new installation can still be used. */
  isSetupOpen: publicProcedure.input(z.object({ token: setupToken })).query(({ ctx, input }) => {
    return isSetupLinkValid(ctx.deps.database, hashToken(input.token), ctx.deps.now());
  }),

  /** Makes the first staff user of a new installation and signs it in. */
  setUp: publicProcedure
    .input(z.object({ token: setupToken, username: usernameSchema, password: newPasswordSchema }))
    .mutation(async ({ ctx, input }) => {
      const password = await protectPassword(ctx.deps.config, input.password);
      const { username } = input;
      const now = ctx.deps.now();
      const request = { tokenHash: hashToken(input.token), now, username, password };
      const user = await redeemSetupLink(ctx.deps.database, request);
      if (!user)
        throw new DomainError('NOT_FOUND', 'This set-up link was used, is too old, or was replaced by a newer one');
      await openSession(ctx, user, false);
    }),

  /** Begins turning on the second factor: the secret counts only once a first code has confirmed it. */
  proposeTotp: signedInProcedure.mutation(async ({ ctx }) => {
    if (ctx.session.user.hasTotp) throw new DomainError('PRECONDITION_FAILED', 'The second factor is on already');
    const proposal = createTotpSecret(ctx.session.user.username);
    await proposeTotpSecret(ctx.deps.database, ctx.session.user.id, proposal.secret);
    return proposal;
  }),

  /** Turns the second factor on; returns the recovery codes, which are shown only this once. */
  confirmTotp: signedInProcedure.input(z.object({ code: anyText })).mutation(async ({ ctx, input }) => {
    const { database, now } = ctx.deps;
    const user = await findUser(database, ctx.session.user.id);
    if (!user?.totpPendingSecret) throw new DomainError('PRECONDITION_FAILED', 'Begin by making a new secret');
    const step = findTotpStep(user.totpPendingSecret, input.code, now());
    if (step === null) throw new DomainError('BAD_REQUEST', 'The code is not right. Check the clock of your phone');
    const { codes, hashes } = createRecoveryCodes();
    await confirmTotp(database, { userId: user.id, secret: user.totpPendingSecret, step, recoveryCodeHashes: hashes });
    await recordAudit(database, {
      at: now(),
      actor: user,
      action: 'user.enableSecondFactor',
      target: `user ${user.username}`,
      address: ctx.address,
    });
    return { recoveryCodes: codes };
  }),

  disableTotp: signedInProcedure.input(z.object({ password: anyText })).mutation(async ({ ctx, input }) => {
    const { database, now } = ctx.deps;
    const user = await confirmPassword(ctx, input.password);
    await disableTotp(database, user.id);
    await recordAudit(database, {
      at: now(),
      actor: user,
      action: 'user.disableSecondFactor',
      target: `user ${user.username}`,
      address: ctx.address,
    });
  }),

  /** Replaces the own password; everywhere else the account is signed out. */
  changePassword: signedInProcedure
    .input(z.object({ password: anyText, newPassword: newPasswordSchema }))
    .mutation(async ({ ctx, input }) => {
      const { config, database, now } = ctx.deps;
      const user = await confirmPassword(ctx, input.password);
      const password = await protectPassword(config, input.newPassword);
      await database.$transaction(async (tx) => {
        await changePassword(tx, { userId: user.id, password, keepSessionId: ctx.session.session.id });
        await recordAudit(tx, {
          at: now(),
          actor: user,
          action: 'user.changePassword',
          target: `user ${user.username}`,
          address: ctx.address,
        });
      });
    }),
});
