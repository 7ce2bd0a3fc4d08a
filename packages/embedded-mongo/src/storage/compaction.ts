import type { Store } from '../engine/store.ts';
import type { JournalEntry } from './journal.ts';

const STEP_BYTES = 512 * 1024;
/** Compaction begins when less than half of the journal counts, and ends when four fifths do. */
const START_SHARE = 0.5;
const STOP_SHARE = 0.8;

/** Whether there is so much garbage in closed segments that compaction is worth its writing. */
export function needsCompaction(store: Store): boolean {
  const { total, live } = store.usage();
  return store.journal.files.ids.length > 1 && live < total * START_SHARE;
}

/**
 * Frees space in small steps; between two of them the store may be used, and may crash at any of them. Documents of the
 * oldest segment that still count are written once more at the end of the journal, and when that is safe on the disk the
 * segment is deleted. As only the oldest goes, a deletion never outlives the document it deletes, nor the reverse.
 */
export async function* compact(store: Store): AsyncGenerator<void> {
  const { files } = store.journal;
  const last = files.ids.at(-1) ?? 0;
  for (;;) {
    const [oldest] = files.ids;
    const { total, live } = store.usage();
    if (oldest === undefined || oldest >= last || live >= total * STOP_SHARE) return;
    const size = files.size(oldest);
    for (let from = files.firstOffset; from < size; ) {
      from = moveLive(store, oldest, from, size);
      yield;
    }
    store.rewriteCatalog();
    yield;
    await store.journal.sync();
    yield;
    files.removeOldest();
    yield;
  }
}

function moveLive(store: Store, segment: number, from: number, size: number): number {
  const moved: JournalEntry[] = [];
  const collect = (entry: JournalEntry, position: number): void => {
    if (entry.kind !== 'put') return;
    if (store.byId(entry.collection)?.table.position(entry.document) === position) moved.push(entry);
  };
  const range = { verify: true, from, to: Math.min(from + STEP_BYTES, size) };
  let end = store.journal.scan(segment, range, collect);
  if (end === from)
    end = store.journal.scan(segment, { ...range, to: Math.min(from + 40 * STEP_BYTES, size) }, collect);
  if (end === from) throw new Error(`journal file ${segment} is damaged at byte ${from}`);
  if (moved.length === 0) return end;
  store.journal.append(moved).forEach((position, at) => {
    const entry = moved[at];
    if (entry?.kind === 'put') store.byId(entry.collection)?.table.set(entry.document, position, entry.body.length);
  });
  return end;
}
