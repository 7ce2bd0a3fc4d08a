import { setImmediate } from 'node:timers/promises';
import { encodeDocument } from '../bson/build.ts';
import { keyOf, successor } from '../bson/key-string.ts';
import { findField } from '../bson/raw.ts';
import type { Collection, Write } from './collection.ts';
import type { Index } from './index-definition.ts';
import type { Store } from './store.ts';

const CHUNK = 500;

/** Removes the documents whose time is over from all collections with a TTL index; gives how many. */
export async function removeExpired(store: Store, now: Date): Promise<number> {
  let removed = 0;
  for (const collection of store.list()) {
    for (const index of [...collection.indexes]) {
      if (index.expireAfterSeconds === null) continue;
      while (!collection.isDropped) {
        const count = removeSome(collection, index, new Date(now.getTime() - index.expireAfterSeconds * 1000));
        removed += count;
        await setImmediate();
        if (count < CHUNK) break;
      }
    }
  }
  return removed;
}

// Only keys of dates are looked at: a document without a date never expires.
function removeSome(collection: Collection, index: Index, until: Date): number {
  const date = findField(encodeDocument({ until }), 'until');
  const isDescending = index.fields[0]?.isDescending;
  if (!date || isDescending === undefined) return 0;
  const last = keyOf(date);
  const kind = last.subarray(0, 1);
  const interval = isDescending
    ? { low: Buffer.from(last.map((byte) => ~byte)), high: successor(Buffer.of(~(kind[0] ?? 0))) }
    : { low: kind, high: successor(last) };
  const { ids } = index.tree.read(interval, false, CHUNK);
  const writes = ids.flatMap((document): Write[] => {
    const before = collection.read(document);
    return before ? [{ kind: 'delete', document, before, after: null }] : [];
  });
  if (writes.length > 0) collection.write(writes);
  return writes.length;
}
