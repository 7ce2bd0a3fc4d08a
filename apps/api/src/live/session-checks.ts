import type { Database } from '@commonwatt/database/client';
import { findOpenSessions, type OpenSession } from '@commonwatt/database/sessions';

/** Asks whether sessions still last. */
export type SessionChecks = {
  /** The session behind a token while it lasts and its user is active; null otherwise. */
  find(tokenHash: string): Promise<OpenSession | null>;
};

/** Viewers of one cluster move together: what they ask within this time is one read. */
const collectMs = 50;

/** Two hundred viewers cost one read every few seconds, not two hundred. */
export function createSessionChecks(database: Database, now: () => Date): SessionChecks {
  let asked: Set<string> = new Set();
  let reading: Promise<Map<string, OpenSession>> | null = null;

  function readSoon(): Promise<Map<string, OpenSession>> {
    return new Promise((resolve, reject) => {
      setTimeout(() => {
        const tokenHashes = [...asked];
        asked = new Set();
        reading = null;
        findOpenSessions(database, tokenHashes, now()).then(resolve, reject);
      }, collectMs);
    });
  }

  return {
    async find(tokenHash) {
      asked.add(tokenHash);
      reading ??= readSoon();
      return (await reading).get(tokenHash) ?? null;
    },
  };
}
