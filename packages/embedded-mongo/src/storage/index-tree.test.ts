import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { successor } from '../bson/key-string.ts';
import { IndexTree, type Interval } from './index-tree.ts';

/** A key as the index sees it: text that ends by itself, then the id of the document. */
function keyFor(text: string, id: number): Buffer {
  const bytes = Buffer.alloc(Buffer.byteLength(text) + 8);
  bytes.write(text);
  bytes.writeUIntBE(id, bytes.length - 6, 6);
  return bytes;
}

function readAll(tree: IndexTree, interval: Interval, reverse: boolean, size: number): number[] {
  const ids: number[] = [];
  for (let rest: Interval | null = interval; rest; ) {
    const read = tree.read(rest, reverse, size);
    ids.push(...read.ids);
    rest = read.rest;
  }
  return ids;
}

const everything: Interval = { low: Buffer.alloc(0), high: null };

describe('an index tree', () => {
  test('does what a sorted array does, whatever is added and removed in whatever order', () => {
    const text = fc.oneof(
      fc.constantFrom('', 'a', 'common/prefix/1', 'common/prefix/2', 'common/other', 'z'.repeat(300), 'y'.repeat(900)),
      fc.string({ maxLength: 12 }).map((value) => value.replaceAll('\0', '')),
    );
    const step = fc.record({
      isInsert: fc.integer({ min: 0, max: 3 }),
      text,
      id: fc.integer({ min: 1, max: 2 ** 33 }),
    });
    const bound = fc.tuple(text, text, fc.boolean(), fc.integer({ min: 1, max: 50 }));
    fc.assert(
      fc.property(fc.array(step, { maxLength: 400 }), fc.array(bound, { maxLength: 10 }), (steps, bounds) => {
        const tree = new IndexTree();
        const model = new Map<string, { key: Buffer; id: number }>();
        for (const { isInsert, text, id } of steps) {
          const key = keyFor(text, id);
          const name = key.toString('latin1');
          if (isInsert === 0) {
            const [first] = model.values();
            const gone = first?.key ?? key;
            expect(tree.remove(gone)).toBe(model.delete(gone.toString('latin1')));
          } else if (!model.has(name)) {
            tree.insert(key);
            model.set(name, { key, id });
          }
        }
        const sorted = [...model.values()].sort((a, b) => a.key.compare(b.key));
        expect(tree.size).toBe(sorted.length);
        expect(readAll(tree, everything, false, 7)).toEqual(sorted.map(({ id }) => id));
        for (const [low, high, reverse, size] of bounds) {
          const interval = { low: keyFor(low, 0), high: successor(Buffer.from(high)) };
          const inside = sorted.filter(
            ({ key }) => key.compare(interval.low) >= 0 && (!interval.high || key.compare(interval.high) < 0),
          );
          const ids = inside.map(({ id }) => id);
          expect(readAll(tree, interval, reverse, size)).toEqual(reverse ? ids.reverse() : ids);
          expect(tree.count(interval)).toBe(inside.length);
          expect(tree.first(interval)).toBe(inside[0]?.id ?? null);
        }
      }),
      { numRuns: 150 },
    );
  });

  test('goes on behind the last key it gave, also when that key and others are gone', () => {
    const tree = new IndexTree();
    for (let id = 1; id <= 1000; id++) tree.insert(keyFor('k', id));
    const { ids, rest } = tree.read(everything, false, 10);
    for (let id = 5; id <= 20; id++) tree.remove(keyFor('k', id));
    expect(ids.at(-1)).toBe(10);
    expect(rest && tree.read(rest, false, 2).ids).toEqual([21, 22]);
    const backwards = tree.read(everything, true, 10);
    tree.remove(keyFor('k', 991));
    expect(backwards.rest && tree.read(backwards.rest, true, 2).ids).toEqual([990, 989]);
  });

  test('holds the keys of many homes that report in turn in less than 60 bytes each', () => {
    const tree = new IndexTree();
    const before = process.memoryUsage().arrayBuffers;
    const count = 100_000;
    for (let i = 0; i < count; i++) {
      const home = String(i % 50).padStart(3, '0');
      const time = String(1_700_000_000_000 + Math.floor(i / 50) * 30_000);
      tree.insert(keyFor(`oss_community/oss_cluster/E${home}/${time}`, i + 1));
    }
    expect((process.memoryUsage().arrayBuffers - before) / count).toBeLessThan(60);
    expect(tree.read({ low: Buffer.from('oss_community/oss_cluster/E007'), high: null }, false, 2).ids).toEqual([
      8, 58,
    ]);
  });

  test('estimates within a factor of two', () => {
    const tree = new IndexTree();
    for (let id = 1; id <= 50_000; id++) tree.insert(keyFor(String(id).padStart(6, '0'), id));
    const interval = { low: Buffer.from('010000'), high: Buffer.from('030000') };
    expect(tree.count(interval)).toBe(20_000);
    expect(tree.estimate(interval)).toBeGreaterThan(10_000);
    expect(tree.estimate(interval)).toBeLessThan(40_000);
  });
});
