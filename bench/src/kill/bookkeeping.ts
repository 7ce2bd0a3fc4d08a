import { createLedger, examine, type Ledger, mergeLedgers } from './ledger.ts';
import type { StoreUnderTest } from './store-under-test.ts';
import type { Writing } from './write-until-stopped.ts';

/** Keys of writes that a store did not keep as it had promised, over all examinations. */
export type Broken = { lost: Set<string>; repeated: Set<string>; torn: Set<string>; unasked: Set<string> };

/** Writes to a store, run by run, and checks what it has kept. */
export type Books = {
  name: string;
  acknowledgedCount(): number;
  broken: Broken;
  write(run: number): Promise<Writing>;
  /** Examines one run, or all, and adds to `broken`. Returns a sentence about each thing that is wrong. */
  examine(run: number | 'all'): Promise<string[]>;
};

export function keepBooks(store: StoreUnderTest): Books {
  const ledgers = new Map<number, Ledger>();
  const broken: Broken = { lost: new Set(), repeated: new Set(), torn: new Set(), unasked: new Set() };
  return {
    name: store.name,
    acknowledgedCount: () => mergeLedgers([...ledgers.values()]).acknowledged.size,
    broken,
    write(run) {
      const ledger = createLedger();
      ledgers.set(run, ledger);
      return store.write(run, ledger);
    },
    async examine(run) {
      const chosen = [...ledgers].filter(([one]) => run === 'all' || run === one).map(([, ledger]) => ledger);
      const findings = examine(mergeLedgers(chosen), await store.find(run));
      return (['lost', 'repeated', 'torn', 'unasked'] as const).flatMap((kind) => {
        const keys = findings[kind];
        for (const key of keys) broken[kind].add(key);
        return keys.length === 0 ? [] : [`${store.name}: ${keys.length} ${kind}, among them ${keys[0]}`];
      });
    },
  };
}
