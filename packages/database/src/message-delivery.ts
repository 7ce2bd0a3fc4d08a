import type { UnitRef } from '@commonwatt/domain/refs';
import type { StaffScope } from '@commonwatt/domain/staff-scope';
import type { DatabaseOrTransaction } from './client.ts';
import type { AlertMail, NotificationRecipient, OutgoingMessage } from './generated/client.ts';
import { unitPath, unitRefOf } from './unit-path.ts';

export type { OutgoingMessage };
/** A message with who it goes to: a recipient, a resident, or neither. */
export type ClaimedMessage = OutgoingMessage & {
  recipient: NotificationRecipient | null;
  user: { isActive: boolean; email: string; alertMail: AlertMail | null; homes: UnitRef[] } | null;
};

/** A sender's right to a message, until it ends; `token` is made up for each claim. */
export type Claim = { token: string; until: Date };

/**
 * Takes the next message that is due, with everything else of its digest; empty when nothing is. Nobody else gets them
 * before the claim ends. A message waits for the ones before it about the same failure to the same recipient, so that the
 * end is never told before the beginning; a digest is taken by its oldest, so that two senders do not share it out. Served by (delivered, dead, next attempt) and (failure, recipient).
 */
export async function claimMessages(
  db: DatabaseOrTransaction,
  { now, claim }: { now: Date; claim: Claim },
): Promise<ClaimedMessage[]> {
  const first = await db.$queryRaw<{ id: number; isDigest: boolean; recipientId: number | null }[]>`
    UPDATE outgoing_messages SET claim = ${claim.token}, claimed_until = ${claim.until}, attempts = attempts + 1
    WHERE id = (
      SELECT m.id FROM outgoing_messages m
      WHERE m.delivered_at IS NULL AND m.dead_at IS NULL AND m.next_attempt_at <= ${now}
        AND (m.claimed_until IS NULL OR m.claimed_until <= ${now})
        AND NOT EXISTS (
          SELECT 1 FROM outgoing_messages e
          WHERE e.failure_id = m.failure_id AND e.recipient_id IS NOT DISTINCT FROM m.recipient_id
            AND e.user_id IS NOT DISTINCT FROM m.user_id AND e.id < m.id AND e.delivered_at IS NULL)
        AND NOT (m.is_digest AND EXISTS (
          SELECT 1 FROM outgoing_messages d
          WHERE d.recipient_id = m.recipient_id AND d.is_digest AND d.id < m.id AND d.delivered_at IS NULL
            AND d.dead_at IS NULL AND d.next_attempt_at <= ${now}))
      ORDER BY m.next_attempt_at, m.id LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING id, is_digest AS "isDigest", recipient_id AS "recipientId"`;
  const message = first[0];
  if (!message) return [];
  if (message.isDigest && message.recipientId !== null) await claimDigest(db, { now, claim }, message.recipientId);
  const homes = { select: { unit: { select: unitPath } } } as const;
  const claimed = await db.outgoingMessage.findMany({
    where: { claim: claim.token, deliveredAt: null, deadAt: null },
    include: { recipient: true, user: { select: { isActive: true, email: true, alertMail: true, homes } } },
    orderBy: { id: 'asc' },
  });
  return claimed.map(({ user, ...one }) => {
    return { ...one, user: user && { ...user, homes: user.homes.map(({ unit }) => unitRefOf(unit)) } };
  });
}

/** The rest of a digest: of one failure, either all that came before goes along, or it waits. */
async function claimDigest(
  db: DatabaseOrTransaction,
  { now, claim }: { now: Date; claim: Claim },
  recipientId: number,
): Promise<void> {
  await db.$executeRaw`
    UPDATE outgoing_messages SET claim = ${claim.token}, claimed_until = ${claim.until}, attempts = attempts + 1
    WHERE id IN (
      SELECT m.id FROM outgoing_messages m
      WHERE m.recipient_id = ${recipientId} AND m.is_digest AND m.delivered_at IS NULL AND m.dead_at IS NULL
        AND m.next_attempt_at <= ${now} AND (m.claimed_until IS NULL OR m.claimed_until <= ${now})
        AND NOT EXISTS (
          SELECT 1 FROM outgoing_messages e
          WHERE e.failure_id = m.failure_id AND e.recipient_id = m.recipient_id AND e.id < m.id
            AND e.delivered_at IS NULL AND e.claim IS DISTINCT FROM ${claim.token}
            AND NOT (e.is_digest AND e.dead_at IS NULL AND e.next_attempt_at <= ${now}
              AND (e.claimed_until IS NULL OR e.claimed_until <= ${now})))
      ORDER BY m.id LIMIT 500 FOR UPDATE)`;
}

/** Notes that messages were accepted; only by who has claimed them last. */
export async function markDelivered(db: DatabaseOrTransaction, claim: Claim, deliveredAt: Date): Promise<number> {
  // One plain statement, as short as can be: whoever dies between the acceptance and this sends the mail again.
  return db.$executeRaw`
    UPDATE outgoing_messages SET delivered_at = ${deliveredAt}, claimed_until = NULL, last_error = NULL
    WHERE claim = ${claim.token} AND delivered_at IS NULL`;
}

/** Notes that messages were not accepted, and when to try again; null: never, they are dead letters. */
export async function markFailed(
  db: DatabaseOrTransaction,
  claim: Claim,
  { now, error, nextAttemptAt }: { now: Date; error: string; nextAttemptAt: Date | null },
): Promise<void> {
  await db.outgoingMessage.updateMany({
    where: { claim: claim.token, deliveredAt: null },
    data: {
      claimedUntil: null,
      lastError: error.slice(0, 500),
      ...(nextAttemptAt === null ? { deadAt: now } : { nextAttemptAt }),
    },
  });
}

/** Gives messages back without an attempt having been made: they are sent at `nextAttemptAt`. */
export async function postpone(db: DatabaseOrTransaction, claim: Claim, nextAttemptAt: Date): Promise<void> {
  await db.outgoingMessage.updateMany({
    where: { claim: claim.token, deliveredAt: null },
    data: { claimedUntil: null, nextAttemptAt, attempts: { decrement: 1 } },
  });
}

/** Removes messages that nobody wants any more. */
export async function dropClaimed(db: DatabaseOrTransaction, claim: Claim): Promise<void> {
  await db.outgoingMessage.deleteMany({ where: { claim: claim.token, deliveredAt: null } });
}

/** The end of a failure is not told to whom its beginning could not be: such messages become dead letters as well. */
export async function buryFollowers(db: DatabaseOrTransaction, now: Date): Promise<number> {
  return db.$executeRaw`
    UPDATE outgoing_messages m SET dead_at = ${now}, last_error = 'the message before it could not be delivered'
    WHERE m.delivered_at IS NULL AND m.dead_at IS NULL AND EXISTS (
      SELECT 1 FROM outgoing_messages e
      WHERE e.failure_id = m.failure_id AND e.recipient_id IS NOT DISTINCT FROM m.recipient_id
        AND e.user_id IS NOT DISTINCT FROM m.user_id AND e.id < m.id AND e.delivered_at IS NULL
        AND e.dead_at IS NOT NULL)`;
}

/** Dead letters, newest first; of one community, of Commonwatt itself (null), or of all (left out). */
export async function listDeadMessages(
  db: DatabaseOrTransaction,
  { communityCode, limit = 200 }: { communityCode?: string | null; limit?: number } = {},
): Promise<OutgoingMessage[]> {
  const failure = communityCode === undefined ? {} : { failure: { communityCode } };
  return db.outgoingMessage.findMany({
    where: { deadAt: { not: null }, deliveredAt: null, ...failure },
    orderBy: { id: 'desc' },
    take: limit,
  });
}

/** What was sent, and is to be sent, about a failure, but to residents: oldest first. Served by (failure, recipient). */
export async function listMessagesOfFailure(db: DatabaseOrTransaction, failureId: number) {
  return db.outgoingMessage.findMany({
    where: { failureId, userId: null },
    orderBy: { id: 'asc' },
    take: 200,
    select: {
      id: true,
      event: true,
      channel: true,
      address: true,
      isDigest: true,
      createdAt: true,
      nextAttemptAt: true,
      attempts: true,
      deliveredAt: true,
      deadAt: true,
      lastError: true,
    },
  });
}

/** Has dead letters of a scope tried again from the start, with what waited for them. Returns how many there were. */
export async function retryDeadMessages(
  db: DatabaseOrTransaction,
  scope: StaffScope,
  { ids, now }: { ids: readonly number[]; now: Date },
): Promise<number> {
  const within = scope === 'all' ? {} : { failure: { communityCode: { in: [...scope.communityIds] } } };
  const known = await db.outgoingMessage.findMany({ where: { id: { in: [...ids] }, ...within }, select: { id: true } });
  const asked = known.map(({ id }) => id);
  return db.$executeRaw`
    UPDATE outgoing_messages m SET dead_at = NULL, attempts = 0, next_attempt_at = ${now}
    WHERE m.dead_at IS NOT NULL AND m.delivered_at IS NULL AND (m.id = ANY(${asked}) OR EXISTS (
      SELECT 1 FROM outgoing_messages e
      WHERE e.id = ANY(${asked}) AND e.failure_id = m.failure_id
        AND e.recipient_id IS NOT DISTINCT FROM m.recipient_id AND e.user_id IS NOT DISTINCT FROM m.user_id))`;
}

/** What waits to be sent. `overdueSince`: when the oldest message was made that is late or could not be sent yet. */
export type MessageQueue = { waiting: number; overdueSince: Date | null; dead: number };

/** A message should be on its way this long after it is due. */
const lateMs = 60_000;

export async function readMessageQueue(db: DatabaseOrTransaction, now: Date): Promise<MessageQueue> {
  const where = { deliveredAt: null, deadAt: null };
  const late = { nextAttemptAt: { lt: new Date(now.getTime() - lateMs) } };
  const [waiting, dead, overdue] = await Promise.all([
    db.outgoingMessage.count({ where }),
    db.outgoingMessage.count({ where: { deliveredAt: null, deadAt: { not: null } } }),
    db.outgoingMessage.findFirst({
      where: { ...where, OR: [late, { attempts: { gt: 0 } }] },
      orderBy: { createdAt: 'asc' },
    }),
  ]);
  return { waiting, dead, overdueSince: overdue?.createdAt ?? null };
}

/** Removes messages that were delivered before an instant; returns how many. */
export async function deleteDeliveredMessages(db: DatabaseOrTransaction, before: Date): Promise<number> {
  return (await db.outgoingMessage.deleteMany({ where: { deliveredAt: { lt: before } } })).count;
}
