import { recordAudit } from '@commonwatt/database/audit';
import { isKnownDevice, rememberDevice } from '@commonwatt/database/known-devices';
import { createSession, type OpenSession } from '@commonwatt/database/sessions';
import { findUser, findUserByUsername, noteSignIn, rehashPassword, type User } from '@commonwatt/database/users';
import { DomainError } from '@commonwatt/domain/domain-error';
import type { Context } from '../context.ts';
import { createToken, hashToken } from '../http/cookies.ts';
import { checkPassword, protectPassword } from './passwords.ts';
import type { Attempt } from './throttle.ts';
import { acceptSecondFactor } from './totp.ts';

export type Credentials = { username: string; password: string; code?: string | undefined };

/** The form in which names are compared: as Django's sign-in form did, so imported users find their accounts. */
export function normalizeUsername(username: string): string {
  return username.trim().normalize('NFKC');
}

/**
 * Finds out who is there. Null: the password is right, and a code of the second factor is wanted.
 * @throws DomainError UNAUTHORIZED for any wrong combination, in the same words and time whether or not the account
 * exists; TOO_MANY_REQUESTS after too many of them.
 */
export async function authenticate(ctx: Context, credentials: Credentials): Promise<User | null> {
  const { config, database, throttle, now } = ctx.deps;
  const username = normalizeUsername(credentials.username);
  const user = await findUserByUsername(database, username);
  const attempt = await describeAttempt(ctx, username, user);
  const waitMs = await throttle.waitMs(attempt);
  if (waitMs > 0) throw tooMany(waitMs);

  const verdict = await checkPassword(user?.isActive ? user.passwordHash : null, credentials.password);
  if (!user || !verdict.isRight) {
    await throttle.noteFailure(attempt);
    throw new DomainError('UNAUTHORIZED', 'User name or password is not right');
  }
  if (user.totpSecret !== null) {
    if (!credentials.code) return null;
    if (!(await acceptSecondFactor(database, { id: user.id, totpSecret: user.totpSecret }, credentials.code, now()))) {
      await throttle.noteFailure(attempt);
      throw new DomainError('UNAUTHORIZED', 'The code is not right, or was used before');
    }
  }
  await throttle.noteSuccess(attempt);
  const isMd5Missing = config.MD5_PASSWORDS === 'on' && user.md5Verifier === null;
  if (verdict.needsRehash || isMd5Missing) {
    const password = await protectPassword(config, credentials.password);
    await rehashPassword(database, { userId: user.id, oldHash: user.passwordHash, password });
  }
  return user;
}

/**
 * Makes sure that who is signed in knows the password, before something that a passer-by at an open screen must not do.
 * @throws DomainError FORBIDDEN when it is wrong, TOO_MANY_REQUESTS after too many wrong ones.
 */
export async function confirmPassword(ctx: Context & { session: OpenSession }, password: string): Promise<User> {
  const { database, throttle } = ctx.deps;
  const { id, username } = ctx.session.user;
  const attempt = { username, address: ctx.address, deviceTokenHash: null };
  const waitMs = await throttle.waitMs(attempt);
  if (waitMs > 0) throw tooMany(waitMs);
  const user = await findUser(database, id);
  if (!user || !(await checkPassword(user.passwordHash, password)).isRight) {
    await throttle.noteFailure(attempt);
    throw new DomainError('FORBIDDEN', 'The password is not right');
  }
  return user;
}

/** Opens a session for a user who has been authenticated, and gives the browser its cookies. */
export async function openSession(ctx: Context, user: User, keepSignedIn: boolean): Promise<void> {
  const { config, database, now } = ctx.deps;
  const at = now();
  const token = createToken();
  const lifetimeMs = config.SESSION_LIFETIME_MS;
  await createSession(database, {
    tokenHash: hashToken(token),
    userId: user.id,
    now: at,
    idleTimeoutMs: keepSignedIn ? lifetimeMs : config.SESSION_IDLE_MS,
    lifetimeMs,
    address: ctx.address,
    userAgent: ctx.userAgent,
  });
  await noteSignIn(database, user.id, at);
  await recordAudit(database, {
    at,
    actor: user,
    action: 'user.signIn',
    target: `user ${user.username}`,
    address: ctx.address,
  });
  ctx.setCookie('session', token, keepSignedIn ? Math.floor(lifetimeMs / 1000) : null);
  const device = ctx.readCookie('device') ?? createToken();
  await rememberDevice(database, { tokenHash: hashToken(device), userId: user.id, now: at });
  ctx.setCookie('device', device, deviceLifetimeS);
}

const deviceLifetimeS = 365 * 24 * 3600;

async function describeAttempt(ctx: Context, username: string, user: User | null): Promise<Attempt> {
  const device = ctx.readCookie('device');
  const tokenHash = device === null ? null : hashToken(device);
  const isKnown =
    tokenHash !== null && user !== null && (await isKnownDevice(ctx.deps.database, { tokenHash, userId: user.id }));
  return { username, address: ctx.address, deviceTokenHash: isKnown ? tokenHash : null };
}

function tooMany(waitMs: number): DomainError {
  const minutes = Math.ceil(waitMs / 60_000);
  return new DomainError('TOO_MANY_REQUESTS', `Too many wrong passwords. Try again in ${minutes} min`);
}
