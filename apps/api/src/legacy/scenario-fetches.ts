import type { Database } from '@commonwatt/database/client';
import { hashScenario, type ScenarioFetch, saveScenarioFetches } from '@commonwatt/database/scenario-fetches';
import { refKey } from '@commonwatt/domain/ref-key';
import type { UnitRef } from '@commonwatt/domain/refs';
import type { FastifyBaseLogger } from 'fastify';

/**
 * What homes were given when they asked for their scenarios. Kept in memory, so that no answer waits for it; written every
 * few seconds where the text is another one, and else every ten minutes.
 */
export type ScenarioFetches = {
  note(unit: UnitRef, data: string | null, now: Date): void;
  /** Writes what is left. */
  stop(): Promise<void>;
};

const writeEveryMs = 10_000;
const repeatMs = 10 * 60_000;
/** So many homes in one statement. */
const batch = 1_000;

type Noted = ScenarioFetch & { writtenMs: number; isNew: boolean };

export function createScenarioFetches(database: Database, log: FastifyBaseLogger): ScenarioFetches {
  const homes = new Map<string, Noted>();
  let writing = Promise.resolve();

  async function write(isEnd: boolean): Promise<void> {
    const due = [...homes.values()].filter(
      ({ isNew, lastAt, writtenMs }) => isNew || lastAt.getTime() - writtenMs >= (isEnd ? 1 : repeatMs),
    );
    for (let i = 0; i < due.length; i += batch) {
      const rows = due.slice(i, i + batch).map((home) => ({ home, written: { ...home } }));
      await saveScenarioFetches(
        database,
        rows.map(({ written }) => written),
      );
      for (const { home, written } of rows) {
        home.writtenMs = written.lastAt.getTime();
        // It may have been given another text meanwhile.
        if (home.dataHash === written.dataHash) home.isNew = false;
      }
    }
  }

  function writeInTurn(isEnd: boolean): Promise<void> {
    writing = writing
      .then(() => write(isEnd))
      .catch((reason: unknown) => {
        // It stays noted, and is written the next time.
        log.warn({ reason: reason instanceof Error ? reason.message : String(reason) }, 'fetches could not be noted');
      });
    return writing;
  }

  const timer = setInterval(() => void writeInTurn(false), writeEveryMs);
  timer.unref();

  return {
    note(unit, data, now) {
      const key = refKey(unit);
      const dataHash = hashScenario(data);
      const known = homes.get(key);
      if (known?.dataHash === dataHash) known.lastAt = now;
      else if (known) Object.assign(known, { dataHash, since: now, lastAt: now, isNew: true });
      else homes.set(key, { unit, dataHash, since: now, lastAt: now, writtenMs: 0, isNew: true });
    },
    async stop() {
      clearInterval(timer);
      await writeInTurn(true);
    },
  };
}
