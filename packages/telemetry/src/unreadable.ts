/** Counts documents that were skipped because they could not be read, and tells about each kind once in a while. */
export type UnreadableCounter = {
  note(collection: string, problem: string, nowMs?: number): void;
  /** Skipped documents so far, by collection. */
  counts(): Record<string, number>;
};

const repeatAfterMs = 60_000;
const rememberedKinds = 1_000;

export function createUnreadableCounter(warn: (message: string) => void): UnreadableCounter {
  const counts = new Map<string, number>();
  const toldAtMs = new Map<string, number>();
  return {
    note(collection, problem, nowMs = Date.now()) {
      const count = (counts.get(collection) ?? 0) + 1;
      counts.set(collection, count);
      const kind = `${collection}: ${problem}`;
      if (nowMs - (toldAtMs.get(kind) ?? Number.NEGATIVE_INFINITY) < repeatAfterMs) return;
      if (toldAtMs.size >= rememberedKinds) toldAtMs.clear();
      toldAtMs.set(kind, nowMs);
      warn(`skipped an unreadable document in ${kind} (${count} in ${collection} so far)`);
    },
    counts: () => Object.fromEntries(counts),
  };
}
