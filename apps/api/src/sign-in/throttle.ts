import { createHash } from 'node:crypto';
import type { Database } from '@commonwatt/database/client';
import { RateLimiterPrisma } from 'rate-limiter-flexible';

/** Who tries: the name given, from where, and whether this browser has signed in to that account before. */
export type Attempt = { username: string; address: string; deviceTokenHash: string | null };

/**
 * Counts wrong passwords. A stranger gets 5 per account and address and 50 per account from anywhere in 15 minutes; an
 * address gets 100 over all accounts. A browser that has signed in to the account before is counted by itself alone,
 * so nobody can lock another out by sending wrong passwords. Blocks end by themselves after 15 minutes.
 */
export type Throttle = {
  /** Milliseconds until the next attempt is allowed; 0 now. */
  waitMs(attempt: Attempt): Promise<number>;
  noteFailure(attempt: Attempt): Promise<void>;
  noteSuccess(attempt: Attempt): Promise<void>;
};

const windowS = 15 * 60;

export function createThrottle(database: Database): Throttle {
  const limiter = (keyPrefix: string, points: number) =>
    new RateLimiterPrisma({
      storeClient: database,
      keyPrefix,
      points,
      duration: windowS,
      clearExpiredByTimeout: false,
    });
  const pair = limiter('pair', 5);
  const device = limiter('device', 10);
  const account = limiter('account', 50);
  const address = limiter('address', 100);

  function limits(attempt: Attempt): { limiter: RateLimiterPrisma; key: string; points: number }[] {
    const name = hashKey(attempt.username);
    if (attempt.deviceTokenHash) return [{ limiter: device, key: hashKey(attempt.deviceTokenHash), points: 10 }];
    return [
      { limiter: pair, key: hashKey(`${name} ${attempt.address}`), points: 5 },
      { limiter: account, key: name, points: 50 },
      { limiter: address, key: hashKey(attempt.address), points: 100 },
    ];
  }

  return {
    async waitMs(attempt) {
      const waits = await Promise.all(
        limits(attempt).map(async (limit) => {
          const state = await limit.limiter.get(limit.key);
          return state && state.consumedPoints >= limit.points ? state.msBeforeNext : 0;
        }),
      );
      return Math.max(0, ...waits);
    },
    async noteFailure(attempt) {
      await Promise.all(limits(attempt).map((limit) => limit.limiter.penalty(limit.key)));
    },
    /** The address keeps its count: one right password must not buy a hundred wrong ones elsewhere. */
    async noteSuccess(attempt) {
      const own = limits(attempt).filter((limit) => limit.limiter === pair || limit.limiter === device);
      await Promise.all(own.map((limit) => limit.limiter.delete(limit.key)));
    },
  };
}

/** Keys are hashed: names and addresses of failed sign-ins are nobody's business in a table of counters. */
function hashKey(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
