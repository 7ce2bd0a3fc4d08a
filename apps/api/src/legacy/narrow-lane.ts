import pLimit from 'p-limit';

/** Work that would take the whole machine when much of it comes at once: some is done at a time, and some waits. */
export type NarrowLane = {
  /** Whether so much waits that nothing more may enter. */
  isFull(): boolean;
  /** Does the work when it is its turn, first come, first served; null, at once, when too much waits already. */
  enter<T>(work: () => Promise<T>): Promise<T | null>;
};

/** `width` pieces of work are done at a time, and at most `mostWaiting` wait. */
export function createNarrowLane(width: number, mostWaiting: number): NarrowLane {
  const limit = pLimit(width);
  const isFull = () => limit.activeCount + limit.pendingCount >= width + mostWaiting;
  return { isFull, enter: async (work) => (isFull() ? null : limit(work)) };
}
