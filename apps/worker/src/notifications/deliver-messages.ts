import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  buryFollowers,
  type Claim,
  type ClaimedMessage,
  claimMessages,
  dropClaimed,
  markDelivered,
  markFailed,
  postpone,
} from '@commonwatt/database/message-delivery';
import { afterQuietHours, backOffMs, mostAttempts } from '@commonwatt/domain/monitoring/delivery-plan';
import { createTurn } from '../turn.ts';
import type { WorkerDeps } from '../worker.ts';
import { composeLetter, type Letter } from './compose.ts';
import { mayStillHave, quietHoursFor } from './readers.ts';
import type { NotificationSettings } from './settings.ts';

/** Nobody else sends a message for so long after it was claimed … */
const claimMs = 120_000;
/** … and its sender does not begin to later than this. */
const longestHoldMs = 60_000;
const lettersAtOnce = 4;
/** How soon the database is asked again to note what was accepted. */
const noteAgainMs = 250;

export type DeliveryDeps = Pick<WorkerDeps, 'database' | 'notifications' | 'now' | 'log'> & {
  /** Called before each step; a test lets the sender die there. */
  keepTurn?: () => void;
};

/**
 * Sends everything that is due. What is not accepted is tried again later, and given up after some days; what was accepted
 * just before a crash is sent again, with the same key. Returns how many messages were accepted.
 */
export async function deliverMessages(deps: DeliveryDeps): Promise<number> {
  const { database, now } = deps;
  await buryFollowers(database, now());
  let delivered = 0;
  const work = async () => {
    for (;;) {
      deps.keepTurn?.();
      const at = now();
      const claim = { token: randomUUID(), until: new Date(at.getTime() + claimMs) };
      const keepClaim = createTurn(longestHoldMs, now);
      const [first, ...others] = await claimMessages(database, { now: at, claim });
      if (!first) return;
      delivered += await deliver(deps, { messages: [first, ...others], claim, keepClaim });
    }
  };
  await Promise.all(Array.from({ length: lettersAtOnce }, work));
  return delivered;
}

type Claimed = { messages: readonly [ClaimedMessage, ...ClaimedMessage[]]; claim: Claim; keepClaim: () => void };

async function deliver(deps: DeliveryDeps, { messages, claim, keepClaim }: Claimed): Promise<number> {
  const { database, notifications, now, log, keepTurn = () => {} } = deps;
  const { recipient, user, attempts } = messages[0];
  const at = now();
  if (recipient && !recipient.isActive) {
    await markFailed(database, claim, { now: at, error: 'the recipient is switched off', nextAttemptAt: null });
    return 0;
  }
  if (user && !mayStillHave(messages[0])) {
    await dropClaimed(database, claim);
    return 0;
  }
  const allowedAt = afterQuietHours(at, quietHoursFor(messages[0]));
  if (allowedAt > at) {
    await postpone(database, claim, allowedAt);
    return 0;
  }
  try {
    const letter = composeLetter(messages, notifications);
    keepTurn();
    keepClaim();
    await sendLetter(notifications, letter, at);
  } catch (error) {
    keepTurn();
    const isGivenUp = attempts >= mostAttempts;
    const nextAttemptAt = isGivenUp ? null : new Date(at.getTime() + backOffMs(attempts));
    await markFailed(database, claim, { now: at, error: reasonOf(error), nextAttemptAt });
    // The reason may name an address; it is stored for staff, and not logged.
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    const about = { messageIds: messages.map(({ id }) => id), attempts, code };
    log.warn(about, isGivenUp ? 'a message was given up' : 'a message could not be sent yet');
    return 0;
  }
  keepTurn();
  return noteAccepted(deps, claim);
}

/**
 * A mail cannot be taken back: should the database be away just then, it is asked until it notes that the mail was accepted,
 * or until the claim ends and another sender may send it once more.
 */
async function noteAccepted({ database, now, log }: DeliveryDeps, claim: Claim): Promise<number> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await markDelivered(database, claim, now());
    } catch (error) {
      if (now().getTime() + noteAgainMs >= claim.until.getTime()) throw error;
      if (attempt === 1) log.warn({ err: error }, 'a mail was accepted, which cannot be noted yet');
      await sleep(noteAgainMs);
    }
  }
}

/** Resolves to what the receiving server answered. @throws Error when it did not accept the letter. */
export async function sendLetter(settings: NotificationSettings, letter: Letter, now: Date): Promise<string> {
  const { channel, address, secret, key, subject, text, html, body, unsubscribeUrl } = letter;
  if (channel === 'email') return settings.mailer.send({ to: address, subject, text, html, key, unsubscribeUrl });
  if (channel === 'webhook' && secret !== null) return settings.webhooks.send({ url: address, secret, key, body, now });
  throw new Error(`there is no way to send by "${channel}"`);
}

export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
