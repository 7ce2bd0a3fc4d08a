import type { UnitRef } from '@commonwatt/domain/refs';
import { emptyScope, type StaffScope } from '@commonwatt/domain/staff-scope';
import type { DatabaseOrTransaction } from './client.ts';
import type { Session, User } from './generated/client.ts';

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

type FoundSession = Session &
  Pick<User, 'username' | 'isStaff' | 'isSuperuser' | 'isLimited'> & {
    hasTotp: boolean;
    homes: UnitRef[];
    staffCommunityIds: string[];
  };

/**
 * The sessions behind many tokens, by token, as far as they last and their users are active. One statement for all that is
 * known of them: every request asks.
 */
export async function findOpenSessions(
  db: DatabaseOrTransaction,
  tokenHashes: readonly string[],
  now: Date,
): Promise<Map<string, OpenSession>> {
  const found = await db.$queryRaw<FoundSession[]>`
    SELECT s.id, s.token_hash AS "tokenHash", s.user_id AS "userId", s.created_at AS "createdAt",
      s.last_seen_at AS "lastSeenAt", s.idle_timeout_ms AS "idleTimeoutMs", s.expires_at AS "expiresAt", s.address,
      s.user_agent AS "userAgent", u.username, u.is_staff AS "isStaff", u.is_superuser AS "isSuperuser",
      u.is_limited AS "isLimited", u.totp_secret IS NOT NULL AS "hasTotp",
      (SELECT COALESCE(json_agg(json_build_object('communityId', m.code, 'clusterId', c.code, 'unitId', n.code)), '[]')
        FROM unit_residents r JOIN units n ON n.id = r.unit_id JOIN clusters c ON c.id = n.cluster_id
          JOIN communities m ON m.id = c.community_id
        WHERE r.user_id = u.id) AS homes,
      (SELECT COALESCE(json_agg(m.code), '[]') FROM staff_communities l JOIN communities m ON m.id = l.community_id
        WHERE l.user_id = u.id) AS "staffCommunityIds"
    FROM sessions s JOIN users u ON u.id = s.user_id
    WHERE s.token_hash = ANY(${[...tokenHashes]}::bpchar[]) AND u.is_active`;
  const open = found.filter((session) => !isOver(session, now));
  return new Map(open.map((session) => [session.tokenHash, openSessionOf(session)]));
}

function openSessionOf(found: FoundSession): OpenSession {
  const { username, isStaff, isSuperuser, isLimited, hasTotp, homes, staffCommunityIds, ...session } = found;
  const limits = isLimited ? { communityIds: staffCommunityIds } : 'all';
  const scope = isStaff ? limits : emptyScope;
  return { session, user: { id: session.userId, username, isStaff, isSuperuser, hasTotp, homes, scope } };
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
