import { createHash } from 'node:crypto';
import type { Database } from './client.ts';

/** One kind of error is told at most once in this time. */
const tellEveryMs = 3_600_000;
/** A kind that did not occur for so long is forgotten. */
const keepMs = 30 * 24 * 3_600_000;

/**
 * Notes that an error of a kind occurred `count` times. Returns how often it occurred since it was told last, when it is to
 * be told now; null when it was told less than an hour ago, by whatever process. Who gets a number has to tell, or to call
 * `putOffTelling`.
 */
export async function noteProgramError(
  db: Database,
  { kind, count, now }: { kind: string; count: number; now: Date },
): Promise<number | null> {
  const fingerprint = fingerprintOf(kind);
  await db.programError.deleteMany({ where: { lastSeenAt: { lt: new Date(now.getTime() - keepMs) } } });
  return db.$transaction(async (tx) => {
    // Locks the row, so that of two processes one comes after the other.
    const row = await tx.programError.upsert({
      where: { fingerprint },
      create: { fingerprint, count, lastSeenAt: now },
      update: { count: { increment: count }, lastSeenAt: now },
    });
    if (row.toldAt !== null && now.getTime() - row.toldAt.getTime() < tellEveryMs) return null;
    await tx.programError.update({ where: { fingerprint }, data: { count: 0, toldAt: now } });
    return row.count;
  });
}

/** It could not be told: who notes it next has to. */
export async function putOffTelling(db: Database, { kind, count }: { kind: string; count: number }): Promise<void> {
  const where = { fingerprint: fingerprintOf(kind) };
  await db.programError.updateMany({ where, data: { toldAt: null, count: { increment: count } } });
}

function fingerprintOf(kind: string): string {
  return createHash('sha256').update(kind).digest('hex');
}
