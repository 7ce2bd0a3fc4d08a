import { setTimeout as sleep } from 'node:timers/promises';
import { type Ledger, writeKey } from './ledger.ts';

/** Writes under way. */
export type Writing = {
  /** Takes no new write and waits for the answers to those under way. */
  stop(): Promise<void>;
};

export type WritingOptions = {
  run: number;
  ledger: Ledger;
  /** So many writes are under way at any time. */
  atOnce: number;
  pauseMs: number;
};

/** Writes number 1, 2, 3 … of a run; one that throws was not acknowledged. */
export function writeUntilStopped(
  { run, ledger, atOnce, pauseMs }: WritingOptions,
  write: (number: number) => Promise<void>,
): Writing {
  let isStopping = false;
  let lastNumber = 0;
  async function writeOneAfterAnother(): Promise<void> {
    while (!isStopping) {
      lastNumber += 1;
      const number = lastNumber;
      const key = writeKey(run, number);
      ledger.asked.add(key);
      await write(number).then(
        () => ledger.acknowledged.add(key),
        () => {},
      );
      await sleep(pauseMs);
    }
  }
  const all = Promise.all(Array.from({ length: atOnce }, writeOneAfterAnother));
  return {
    async stop() {
      isStopping = true;
      await all;
    },
  };
}
