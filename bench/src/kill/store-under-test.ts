import type { Found, Ledger } from './ledger.ts';
import type { Writing } from './write-until-stopped.ts';

/** Something that acknowledges writes and has to keep them. */
export type StoreUnderTest = {
  name: string;
  /** Begins to write, and to note it; resolves once the store is connected. */
  write(run: number, ledger: Ledger): Promise<Writing>;
  /** What is there now of one run, or of all. */
  find(run: number | 'all'): Promise<Found[]>;
};
