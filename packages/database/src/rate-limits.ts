import type { DatabaseOrTransaction } from './client.ts';

/** Removes counters whose window has passed; returns how many. */
export async function deleteExpiredLimits(db: DatabaseOrTransaction, now: Date): Promise<number> {
  return (await db.rateLimiterFlexible.deleteMany({ where: { expire: { lte: now } } })).count;
}
