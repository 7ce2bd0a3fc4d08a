import type { Database } from '@commonwatt/database/client';
import { RateLimiterPrisma } from 'rate-limiter-flexible';

/** How often a user may have codes sent, to whatever address, and try to guess one: 5 and 10 times an hour. */
export type CodeLimits = {
  /** Counts a code that is to be sent; false: there were too many. */
  maySend(userId: number): Promise<boolean>;
  /** Counts an attempt to confirm by a code; false: there were too many. */
  mayTry(userId: number): Promise<boolean>;
};

const windowS = 3_600;

export function createCodeLimits(database: Database): CodeLimits {
  const counter = (keyPrefix: string, points: number) => {
    const limiter = new RateLimiterPrisma({
      storeClient: database,
      keyPrefix,
      points,
      duration: windowS,
      clearExpiredByTimeout: false,
    });
    return async (userId: number) => (await limiter.penalty(String(userId))).consumedPoints <= points;
  };
  return { maySend: counter('sentCode', 5), mayTry: counter('triedCode', 10) };
}
