/** Work that would take the whole machine when much of it comes at once: some is done at a time, and some waits. */
export type NarrowLane = {
  /** Whether so much waits that nothing more may enter. */
  isFull(): boolean;
  /** Does the work when it is its turn, first come, first served; null, at once, when too much waits already. */
  enter<T>(work: () => Promise<T>): Promise<T | null>;
};

/** `width` pieces of work are done at a time, and at most `mostWaiting` wait. */
export function createNarrowLane(width: number, mostWaiting: number): NarrowLane {
  const waiting: (() => void)[] = [];
  let running = 0;

  const isFull = () => running >= width && waiting.length >= mostWaiting;

  return {
    isFull,
    async enter(work) {
      if (isFull()) return null;
      if (running >= width) {
        await new Promise<void>((resolve) => waiting.push(resolve));
      } else {
        running += 1;
      }
      try {
        return await work();
      } finally {
        const next = waiting.shift();
        // Who is next takes this place over.
        if (next) next();
        else running -= 1;
      }
    },
  };
}
