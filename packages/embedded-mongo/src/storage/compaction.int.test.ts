import { cpSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseIndex } from '../engine/index-definition.ts';
import { Store } from '../engine/store.ts';
import { temporaryFolder } from '../test-store.ts';
import { decoded, encode } from '../test-support.ts';
import { compact, needsCompaction } from './compaction.ts';

function openStore(dataDir: string | null): Store {
  return new Store({ dataDir, cacheBytes: 1 << 20, segmentBytes: 50_000, now: () => new Date(), log: () => undefined });
}

function put(store: Store, name: string, _id: number, version: number): void {
  const collection = store.open(name);
  const document = collection.table
    .ids(0, 1e6)
    .find((id) => decoded(collection.read(id) ?? Buffer.alloc(0))._id === _id);
  const before = document === undefined ? null : collection.read(document);
  const after = encode({ _id, version, filler: 'x'.repeat(500) });
  collection.write([{ kind: before ? 'replace' : 'insert', document: document ?? 0, before, after }]);
}

function remove(store: Store, name: string, from: number, to: number): void {
  const collection = store.open(name);
  for (const document of collection.table.ids(0, 1e6)) {
    const before = collection.read(document);
    const { _id } = decoded(before ?? encode({}));
    if (_id >= from && _id < to) collection.write([{ kind: 'delete', document, before, after: null }]);
  }
}

/** Everything a store holds, in order, also as its indexes see it. */
function contents(store: Store): unknown {
  return store.list().map((collection) => ({
    namespace: collection.namespace,
    documents: collection.table.ids(0, 1e6).map((id) => decoded(collection.read(id) ?? Buffer.alloc(0))),
    indexes: collection.indexes.map(({ name, tree }) => [
      name,
      tree.read({ low: Buffer.alloc(0), high: null }, false, 1e6).ids,
    ]),
  }));
}

function fill(store: Store): void {
  for (let n = 0; n < 100; n++) put(store, 'test.a', n, 0);
  store.addIndexes(store.open('test.a'), [parseIndex(encode({ key: { version: -1, _id: 1 }, name: 'v' }))]);
  for (let n = 0; n < 50; n++) put(store, 'test.b', n, 0);
  for (let version = 1; version < 5; version++) for (let n = 0; n < 60; n++) put(store, 'test.a', n, version);
  remove(store, 'test.a', 70, 100);
  put(store, 'test.gone', 1, 1);
  store.drop(store.open('test.gone'));
}

test('compaction keeps everything, frees the garbage, and survives a crash at every step', async () => {
  const dataDir = temporaryFolder();
  const copies = temporaryFolder();
  const store = openStore(dataDir);
  fill(store);
  expect(needsCompaction(store)).toBe(true);
  const before = contents(store);
  const { total } = store.usage();
  let steps = 0;
  for await (const _ of compact(store)) {
    steps++;
    expect(contents(store)).toEqual(before);
    const crashed = join(copies, `step-${steps}`);
    cpSync(dataDir, crashed, { recursive: true });
    const reopened = openStore(crashed);
    expect(contents(reopened), `after step ${steps}`).toEqual(before);
    await reopened.close();
  }
  expect(steps).toBeGreaterThan(8);
  expect(store.usage().total).toBeLessThan(total / 2);
  expect(needsCompaction(store)).toBe(false);
  await store.close();
  const reopened = openStore(dataDir);
  expect(contents(reopened)).toEqual(before);
  await reopened.close();
});

test('what is written, removed and dropped between the steps is neither lost nor comes back', async () => {
  for (const dataDir of [temporaryFolder(), null]) {
    const store = openStore(dataDir);
    fill(store);
    let step = 0;
    for await (const _ of compact(store)) {
      step++;
      put(store, 'test.a', step, 100 + step);
      put(store, 'test.new', step, 1);
      remove(store, 'test.b', step, step + 1);
      if (step === 6) store.drop(store.open('test.new'));
      if (step > 200) break;
    }
    const after = contents(store);
    expect(JSON.stringify(after)).toContain('"version":101');
    if (dataDir !== null) {
      await store.close();
      const reopened = openStore(dataDir);
      expect(contents(reopened)).toEqual(after);
      expect(readdirSync(dataDir).filter((name) => name.startsWith('journal'))[0]).not.toBe('journal-00000001.log');
      await reopened.close();
    }
  }
});
