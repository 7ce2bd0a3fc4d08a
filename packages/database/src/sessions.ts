import type { UnitRef } from '@commonwatt/domain/refs';
import { emptyScope, type StaffScope } from '@commonwatt/domain/staff-scope';
import type { DatabaseOrTransaction } from './client.ts';
import type { Session, User } from './generated/client.ts';
import { unitPath, unitRefOf } from './unit-path.ts';

export type NewSession = {
  tokenHash: string;
  userId: number;
  now: Date;
  idleTimeoutMs: number;
  lifetimeMs: number;
  address: string;
  userAgent: string;
};

/** Who is signed in, and where that user lives. */
export type SignedInUser = Pick<User, 'id' | 'username' | 'isStaff' | 'isSuperuser'> & {
  hasTotp: boolean;
  homes: UnitRef[];
  /** What they may see and change as staff. */
  scope: StaffScope;
};

export type OpenSession = { session: Session; user: SignedInUser };

export async function createSession(db: DatabaseOrTransaction, session: NewSession): Promise<Session> {
  const { now, lifetimeMs, ...same } = session;
  const expiresAt = new Date(now.getTime() + lifetimeMs);
  return db.session.create({ data: { ...same, createdAt: now, lastSeenAt: now, expiresAt } });
}

/** The session behind a token while it lasts and its user is active; null otherwise, whatever the reason. */
export async function findOpenSession(
  db: DatabaseOrTransaction,
  tokenHash: string,
  now: Date,
): Promise<OpenSession | null> {
  return (await findOpenSessions(db, [tokenHash], now)).get(tokenHash) ?? null;
}

/** The sessions behind many tokens, by token, as far as they last and their users are active; one read for all of them. */
export async function findOpenSessions(
  db: DatabaseOrTransaction,
  tokenHashes: readonly string[],
  now: Date,
): Promise<Map<string, OpenSession>> {
  const found = await db.session.findMany({
    where: { tokenHash: { in: [...tokenHashes] } },
    include: { user: { include: { homes: { select: { unit: { select: unitPath } } }, staffCommunities } } },
  });
  const open = found.filter((session) => session.user.isActive && !isOver(session, now));
  return new Map(
    open.map(({ user, ...session }) => {
      const homes = user.homes.map(({ unit }) => unitRefOf(unit));
      const { id, username, isStaff, isSuperuser, totpSecret } = user;
      const scope = scopeOf(user);
      const signedIn = { id, username, isStaff, isSuperuser, hasTotp: totpSecret !== null, homes, scope };
      return [session.tokenHash, { session, user: signedIn }];
    }),
  );
}

const staffCommunities = { select: { community: { select: { code: true } } } } as const;

function scopeOf(user: {
  isStaff: boolean;
  isLimited: boolean;
  staffCommunities: { community: { code: string } }[];
}): StaffScope {
  if (!user.isStaff) return emptyScope;
  return user.isLimited ? { communityIds: user.staffCommunities.map(({ community }) => community.code) } : 'all';
}

export function isOver(session: Pick<Session, 'expiresAt' | 'lastSeenAt' | 'idleTimeoutMs'>, now: Date): boolean {
  return now >= session.expiresAt || now.getTime() >= session.lastSeenAt.getTime() + session.idleTimeoutMs;
}

/** Notes that a session is in use, which puts off its idle end. */
export async function touchSession(db: DatabaseOrTransaction, sessionId: number, now: Date): Promise<void> {
  await db.session.updateMany({ where: { id: sessionId, lastSeenAt: { lt: now } }, data: { lastSeenAt: now } });
}

/** Ends a session of that user; false when there was none. */
export async function endSession(db: DatabaseOrTransaction, which: { id: number; userId: number }): Promise<boolean> {
  return (await db.session.deleteMany({ where: which })).count > 0;
}

/** Sessions of a user, the one used last first, including ended ones that were not cleaned up yet. */
export async function listSessions(db: DatabaseOrTransaction, userId: number): Promise<Session[]> {
  return db.session.findMany({ where: { userId }, orderBy: { lastSeenAt: 'desc' } });
}

/** Removes sessions that are over; returns how many. */
export async function deleteEndedSessions(db: DatabaseOrTransaction, now: Date): Promise<number> {
  return db.$executeRaw`
    DELETE FROM sessions
    WHERE expires_at <= ${now} OR last_seen_at + idle_timeout_ms * interval '1 millisecond' <= ${now}`;
}
