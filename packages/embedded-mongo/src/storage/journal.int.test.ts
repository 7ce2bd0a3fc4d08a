import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Store } from '../engine/store.ts';
import { temporaryFolder } from '../test-store.ts';
import { decoded, encode } from '../test-support.ts';

function openStore(dataDir: string, options: { segmentBytes?: number; log?: (message: string) => void } = {}): Store {
  const { segmentBytes = 1 << 20, log = () => undefined } = options;
  return new Store({ dataDir, cacheBytes: 1 << 20, segmentBytes, now: () => new Date(), log });
}

function insert(store: Store, from: number, count: number, filler = ''): void {
  const documents = Array.from({ length: count }, (_, i) => encode({ _id: from + i, filler }));
  store.open('test.c').write(documents.map((after) => ({ kind: 'insert', document: 0, before: null, after })));
}

function readIds(store: Store): number[] {
  const collection = store.find('test.c');
  return collection?.table.ids(0, 1e9).map((id) => decoded(collection.read(id) ?? Buffer.alloc(0))._id) ?? [];
}

function journalFiles(dataDir: string): string[] {
  return readdirSync(dataDir)
    .filter((name) => name.startsWith('journal'))
    .sort();
}

const count = (length: number): number[] => Array.from({ length }, (_, i) => i);

describe('the journal', () => {
  test('cut off at any byte gives all records before', async () => {
    const dataDir = temporaryFolder();
    const store = openStore(dataDir);
    insert(store, 0, 5);
    const [file = ''] = journalFiles(dataDir);
    const ends: number[] = [];
    for (let n = 5; n < 12; n++) {
      ends.push(readFileSync(join(dataDir, file)).length);
      insert(store, n, 1, 'x'.repeat(n));
    }
    const whole = readFileSync(join(dataDir, file));
    await store.close();
    for (let size = ends[0] ?? 0; size <= whole.length; size++) {
      const copy = join(dataDir, `cut-${size}`);
      mkdirSync(copy);
      writeFileSync(join(copy, file), whole.subarray(0, size));
      const reopened = openStore(copy);
      const stored = 5 + [...ends.slice(1), whole.length].filter((end) => end <= size).length;
      expect(readIds(reopened), `cut at ${size}`).toEqual(count(stored));
      // What comes next is written where the torn record was.
      insert(reopened, 100, 1);
      await reopened.close();
      const again = openStore(copy);
      expect(readIds(again)).toEqual([...count(stored), 100]);
      await again.close();
      rmSync(copy, { recursive: true });
    }
  });

  test('that ends in anything that is no record is cut off there, and says so', async () => {
    const dataDir = temporaryFolder();
    const store = openStore(dataDir);
    insert(store, 0, 3);
    await store.close();
    const path = join(dataDir, journalFiles(dataDir)[0] ?? '');
    const whole = readFileSync(path);
    const tails = [
      Buffer.alloc(5000),
      Buffer.alloc(3, 0xff),
      Buffer.from('{"not":"a record"}'.repeat(10)),
      whole.subarray(20, 60),
    ];
    for (const tail of tails) {
      writeFileSync(path, Buffer.concat([whole, tail]));
      const messages: string[] = [];
      const reopened = openStore(dataDir, { log: (message) => messages.push(message) });
      expect(readIds(reopened)).toEqual([0, 1, 2]);
      expect(messages).toEqual([expect.stringMatching(`cut ${tail.length} bytes`)]);
      await reopened.close();
    }
  });

  test('that is damaged in what was safe on the disk is refused', async () => {
    const dataDir = temporaryFolder();
    const store = openStore(dataDir, { segmentBytes: 20_000 });
    for (let n = 0; n < 60; n++) {
      insert(store, n, 1, 'x'.repeat(700));
      if (n % 10 === 9) await store.journal.sync();
    }
    await store.close();
    const files = journalFiles(dataDir);
    expect(files.length).toBeGreaterThan(2);
    for (const file of [files[0] ?? '', files.at(-1) ?? '']) {
      const whole = readFileSync(join(dataDir, file));
      for (const at of [30, 300, Math.floor(whole.length / 2)]) {
        const damaged = Buffer.from(whole);
        damaged[at] = (damaged[at] ?? 0) ^ 0x10;
        writeFileSync(join(dataDir, file), damaged);
        expect(() => openStore(dataDir), `${file} at ${at}`).toThrow(/journal file \d+ is damaged at byte \d+ of \d+/);
      }
      writeFileSync(join(dataDir, file), whole);
    }
    copyFileSync(join(dataDir, files[1] ?? ''), join(dataDir, 'elsewhere'));
    rmSync(join(dataDir, files[1] ?? ''));
    expect(() => openStore(dataDir)).toThrow(/journal file 2 is missing/);
    copyFileSync(join(dataDir, 'elsewhere'), join(dataDir, files[1] ?? ''));
    truncateSync(join(dataDir, files[1] ?? ''), 15_000);
    expect(() => openStore(dataDir)).toThrow(/damaged/);
    copyFileSync(join(dataDir, 'elsewhere'), join(dataDir, files[1] ?? ''));
    const whole = openStore(dataDir);
    expect(readIds(whole)).toEqual(count(60));
    await whole.close();
  });

  test('whose last file was only just made is opened', async () => {
    const dataDir = temporaryFolder();
    const store = openStore(dataDir);
    insert(store, 0, 3);
    await store.close();
    for (const start of ['', 'CWA']) {
      writeFileSync(join(dataDir, 'journal-00000002.log'), start);
      const reopened = openStore(dataDir);
      expect(readIds(reopened)).toEqual([0, 1, 2]);
      await reopened.close();
      rmSync(join(dataDir, 'journal-00000002.log'));
    }
    writeFileSync(join(dataDir, 'journal-00000002.log'), 'something else entirely');
    expect(() => openStore(dataDir)).toThrow(/does not begin as a journal/);
  });

  test('holds documents larger than its blocks and its cache', async () => {
    const dataDir = temporaryFolder();
    const store = openStore(dataDir);
    for (let n = 0; n < 6; n++) insert(store, n, 1, String(n).repeat(500_000 * (n % 2) + 10));
    insert(store, 6, 1, 'z'.repeat(5_000_000));
    const read = (opened: Store): number[] =>
      opened
        .find('test.c')
        ?.table.ids(0, 10)
        .map((id) => opened.find('test.c')?.read(id)?.length ?? 0) ?? [];
    const lengths = read(store);
    expect(readIds(store)).toEqual(count(7));
    await store.close();
    const reopened = openStore(dataDir);
    expect(read(reopened)).toEqual(lengths);
    expect(readIds(reopened)).toEqual(count(7));
    await reopened.close();
  });
});
