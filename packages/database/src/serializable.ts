import { setTimeout as wait } from 'node:timers/promises';
import { type RefusalNoun, refused } from '@commonwatt/domain/refusals';
import type { Database, DatabaseTransaction } from './client.ts';
import { Prisma } from './generated/client.ts';

const mostTries = 8;
/** The longest wait before the first new try; before each further one twice as long. */
const firstWaitMs = 10;

/**
 * All of a change or nothing, as if it were the only one: of two at once that saw the same, not both succeed. PostgreSQL
 * refuses now and then two that do not hurt each other as well; then it is tried again, after a while that differs, so that
 * the same do not meet again.
 * @throws DomainError CONFLICT when others were in the way again and again.
 */
export async function serializable<T>(
  db: Database,
  noun: RefusalNoun,
  act: (tx: DatabaseTransaction) => Promise<T>,
): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await db.$transaction(act, { isolationLevel: 'Serializable' });
    } catch (error) {
      if (!isConflict(error)) throw error;
      if (tries === mostTries) throw refused('CONFLICT', 'busy', { noun });
      await wait(Math.random() * firstWaitMs * 2 ** (tries - 1));
    }
  }
}

/** Prisma tells a conflict by a code of its own, except of one that PostgreSQL finds as late as at the commit. */
function isConflict(error: unknown): boolean {
  if (error instanceof Prisma.PrismaClientKnownRequestError) return error.code === 'P2034';
  const cause = error instanceof Error ? error.cause : undefined;
  return typeof cause === 'object' && cause !== null && 'kind' in cause && cause.kind === 'TransactionWriteConflict';
}
