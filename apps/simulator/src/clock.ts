import { setTimeout as wait } from 'node:timers/promises';

/** The real clock, as the simulator sees it: epoch ms, and a way to let time pass. */
export type Clock = {
  now: () => number;
  /** Resolves after `ms`, or at once when `signal` is aborted. */
  sleep: (ms: number, signal: AbortSignal) => Promise<void>;
};

/** The clock of this machine, for entry points to hand down. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) => wait(ms, undefined, { signal }).catch(() => undefined),
};
