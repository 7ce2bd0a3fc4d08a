import type { HomeAlertKind } from '@commonwatt/domain/home-alerts';
import type { MessageLanguage } from '@commonwatt/domain/monitoring/message-languages';
import type { DatabaseOrTransaction, DatabaseTransaction } from './client.ts';
import type { AlertMail } from './generated/client.ts';

export type { AlertMail };

/** Which alerts a resident wants, and how. */
export type AlertWishes = {
  kinds: HomeAlertKind[];
  language: MessageLanguage;
  quietFromMin: number | null;
  quietToMin: number | null;
};

/** What a user has asked to be told by e-mail; null when they never did. */
export async function findAlertMail(db: DatabaseOrTransaction, userId: number): Promise<AlertMail | null> {
  return db.alertMail.findUnique({ where: { userId } });
}

/** Replaces the wishes; what was still to be sent and is not wanted any more is dropped. */
export async function saveAlertWishes(
  tx: DatabaseTransaction,
  userId: number,
  { token, ...wishes }: AlertWishes & { token: string },
): Promise<AlertMail> {
  const create = { userId, unsubscribeToken: token, ...wishes };
  const saved = await tx.alertMail.upsert({ where: { userId }, create, update: wishes });
  await dropUnsent(tx, userId, wishes.kinds);
  return saved;
}

/** Notes that a code was made for an address; another one before it is void. */
export async function proposeAlertAddress(
  db: DatabaseOrTransaction,
  userId: number,
  proposal: { address: string; codeHash: string; expiresAt: Date; token: string },
): Promise<void> {
  const { address: pendingAddress, codeHash, expiresAt: codeExpiresAt, token: unsubscribeToken } = proposal;
  const pending = { pendingAddress, codeHash, codeExpiresAt };
  await db.alertMail.upsert({ where: { userId }, create: { userId, unsubscribeToken, ...pending }, update: pending });
}

/** Makes the address that the code was made for the account's own. Null when the code is another, or too old. */
export async function confirmAlertAddress(
  tx: DatabaseTransaction,
  userId: number,
  { codeHash, now }: { codeHash: string; now: Date },
): Promise<string | null> {
  const where = { userId, codeHash, codeExpiresAt: { gt: now }, pendingAddress: { not: null } };
  const found = await tx.alertMail.findFirst({ where });
  if (!found?.pendingAddress) return null;
  const none = { pendingAddress: null, codeHash: null, codeExpiresAt: null };
  const used = await tx.alertMail.updateMany({ where, data: { confirmedAddress: found.pendingAddress, ...none } });
  if (used.count === 0) return null;
  await tx.user.update({ where: { id: userId }, data: { email: found.pendingAddress } });
  return found.pendingAddress;
}

/** Ends the mails of whoever has this token; null when nobody has. */
export async function endAlertMails(
  tx: DatabaseTransaction,
  unsubscribeToken: string,
): Promise<{ userId: number; username: string; kinds: string[] } | null> {
  const found = await tx.alertMail.findUnique({ where: { unsubscribeToken }, include: { user: true } });
  if (!found) return null;
  const { userId, kinds, user } = found;
  await tx.alertMail.update({ where: { userId }, data: { kinds: [] } });
  await dropUnsent(tx, userId, []);
  return { userId, username: user.username, kinds };
}

/** Where alerts of a user go: the address of the account, once it was confirmed; null: nowhere. */
export function alertAddressOf({
  email,
  alertMail,
}: {
  email: string;
  alertMail: Pick<AlertMail, 'confirmedAddress'> | null;
}): string | null {
  return email !== '' && alertMail?.confirmedAddress === email ? email : null;
}

async function dropUnsent(tx: DatabaseTransaction, userId: number, wanted: readonly string[]): Promise<void> {
  const isWanted = wanted.map((kind) => ({ incident: { path: ['kind'], equals: kind } }));
  await tx.outgoingMessage.deleteMany({ where: { userId, deliveredAt: null, NOT: { OR: isWanted } } });
}
