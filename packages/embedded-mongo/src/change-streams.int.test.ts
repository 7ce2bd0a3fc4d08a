import type { ChangeStream, Document } from 'mongodb';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openStore } from './test-store.ts';

/** So that a look at whether anything happened takes no time. */
const soon = { maxAwaitTimeMS: 20 };

/** A stream that is open: what happens from now on will be seen. */
async function watching(stream: ChangeStream): Promise<ChangeStream> {
  onTestFinished(() => stream.close());
  await stream.tryNext();
  return stream;
}

async function take(stream: ChangeStream, count: number): Promise<Document[]> {
  const events: Document[] = [];
  while (events.length < count) events.push(await stream.next());
  return events;
}

describe('a change stream', () => {
  test('tells of each kind of change', async () => {
    const { db } = await openStore();
    const collection = db.collection<{ _id: number; a?: unknown; b?: unknown }>('c');
    const stream = await watching(collection.watch([], soon));
    await collection.insertOne({ _id: 1, a: 1 });
    await collection.updateOne({ _id: 1 }, { $set: { a: 2, b: { c: 1 } } });
    await collection.updateOne({ _id: 1 }, { $set: { 'b.c': 2 }, $unset: { a: '' } });
    await collection.replaceOne({ _id: 1 }, { a: 9 });
    await collection.deleteOne({ _id: 1 });
    await db.collection('other').insertOne({});
    await collection.drop();
    const common = {
      _id: { _data: expect.any(String) },
      clusterTime: expect.anything(),
      wallTime: expect.any(Date),
      ns: { db: 'test', coll: 'c' },
    };
    const one = { ...common, documentKey: { _id: 1 } };
    const described = { truncatedArrays: [] };
    expect(await take(stream, 7)).toEqual([
      { ...one, operationType: 'insert', fullDocument: { _id: 1, a: 1 } },
      {
        ...one,
        operationType: 'update',
        updateDescription: { ...described, updatedFields: { a: 2, b: { c: 1 } }, removedFields: [] },
      },
      {
        ...one,
        operationType: 'update',
        updateDescription: { ...described, updatedFields: { 'b.c': 2 }, removedFields: ['a'] },
      },
      { ...one, operationType: 'replace', fullDocument: { _id: 1, a: 9 } },
      { ...one, operationType: 'delete' },
      { ...common, operationType: 'drop' },
      { _id: common._id, clusterTime: common.clusterTime, wallTime: common.wallTime, operationType: 'invalidate' },
    ]);
    await expect(stream.next()).rejects.toThrow();
  });

  test('answers as soon as something happens', async () => {
    const { db } = await openStore();
    const stream = db.collection('c').watch([], { maxAwaitTimeMS: 20_000 });
    onTestFinished(() => stream.close());
    const next = stream.next();
    await new Promise((resolve) => setTimeout(resolve, 200));
    const began = performance.now();
    await db.collection('c').insertOne({ a: 1 });
    expect((await next).operationType).toBe('insert');
    expect(performance.now() - began).toBeLessThan(1000);
  });

  test('looks up the document as it is now', async () => {
    const { db } = await openStore();
    const collection = db.collection<{ _id: number; a: number }>('c');
    await collection.insertMany([
      { _id: 1, a: 1 },
      { _id: 2, a: 1 },
    ]);
    const stream = await watching(collection.watch([], { ...soon, fullDocument: 'updateLookup' }));
    await collection.updateMany({}, { $set: { a: 2 } });
    await collection.deleteOne({ _id: 2 });
    const [first, second] = await take(stream, 2);
    expect(first?.fullDocument).toEqual({ _id: 1, a: 2 });
    expect(second?.fullDocument).toBeNull();
  });

  test('is filtered and shaped by further stages', async () => {
    const { db } = await openStore();
    const collection = db.collection('c');
    const pipeline = [
      { $match: { operationType: 'insert', 'fullDocument.kind': 'wanted' } },
      { $addFields: { twice: { $multiply: ['$fullDocument.n', 2] } } },
      { $project: { twice: 1, 'fullDocument.n': 1 } },
    ];
    const stream = await watching(collection.watch(pipeline, soon));
    await collection.insertMany([
      { kind: 'other', n: 1 },
      { kind: 'wanted', n: 2 },
    ]);
    const [event] = await take(stream, 1);
    expect(event).toEqual({ _id: expect.anything(), twice: 4, fullDocument: { n: 2 } });
  });

  test('refuses what it cannot do', async () => {
    const { db } = await openStore();
    const open = (stages: Document[]): Promise<Document> =>
      db.command({ aggregate: 'c', pipeline: stages, cursor: {} });
    await expect(open([{ $changeStream: {} }, { $group: { _id: 1 } }])).rejects.toMatchObject({ code: 20 });
    await expect(open([{ $changeStream: { fullDocument: 'required' } }])).rejects.toMatchObject({ code: 2 });
    await expect(open([{ $changeStream: { fullDocumentBeforeChange: 'required' } }])).rejects.toMatchObject({
      code: 2,
    });
    await expect(open([{ $changeStream: { resumeAfter: { _data: 'x' } } }])).rejects.toMatchObject({ code: 260 });
    await expect(open([{ $changeStream: { allChangesForCluster: true } }])).rejects.toMatchObject({ code: 40415 });
    await expect(db.command({ aggregate: 1, pipeline: [{ $changeStream: {} }], cursor: {} })).rejects.toMatchObject({
      code: 20,
    });
    const stream = await watching(db.collection('c').watch([{ $project: { _id: 0 } }], soon));
    await db.collection('c').insertOne({});
    await expect(stream.next()).rejects.toThrow();
  });

  test('resumes behind a token', async () => {
    const { db } = await openStore();
    const collection = db.collection<{ _id: number }>('c');
    const first = await watching(collection.watch([], soon));
    await collection.insertMany([{ _id: 1 }, { _id: 2 }, { _id: 3 }]);
    const [event] = await take(first, 1);
    await first.close();
    await collection.insertOne({ _id: 4 });
    for (const option of ['resumeAfter', 'startAfter']) {
      const resumed = collection.watch([], { ...soon, [option]: event?._id });
      onTestFinished(() => resumed.close());
      expect((await take(resumed, 3)).map(({ documentKey }) => documentKey._id)).toEqual([2, 3, 4]);
    }
  });

  test('that nobody reads may lose its place, and says so', async () => {
    const { db } = await openStore();
    const collection = db.collection('c');
    const stream = await watching(collection.watch([], soon));
    await collection.insertMany(Array.from({ length: 11_000 }, () => ({})));
    const error = await stream.next().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 286, codeName: 'ChangeStreamHistoryLost' });
    expect((error as { hasErrorLabel(label: string): boolean }).hasErrorLabel('NonResumableChangeStreamError')).toBe(
      true,
    );
  });

  test('keeps no more than some megabytes', async () => {
    const { db } = await openStore();
    const collection = db.collection('c');
    const stream = await watching(collection.watch([], soon));
    for (let i = 0; i < 20; i++) await collection.insertOne({ i, filler: 'x'.repeat(1024 * 1024) });
    await expect(stream.next()).rejects.toMatchObject({ code: 286 });
  });

  test('of before a restart is lost', async () => {
    const first = await openStore();
    const stream = await watching(first.db.collection('c').watch([], soon));
    await first.db.collection('c').insertOne({});
    const [event] = await take(stream, 1);
    await first.close();
    const { db } = await openStore();
    const resumed = db.collection('c').watch([], { ...soon, resumeAfter: event?._id });
    onTestFinished(() => resumed.close());
    await expect(resumed.next()).rejects.toMatchObject({ code: 286 });
  });

  test('is refused by a server that behaves like one without a replica set', async () => {
    const { db } = await openStore({ changeStreams: false });
    const stream = db.collection('c').watch([], soon);
    onTestFinished(() => stream.close());
    await expect(stream.next()).rejects.toMatchObject({ code: 40573 });
  });

  test('many streams of a collection each see everything', async () => {
    const { db } = await openStore();
    const collection = db.collection<{ _id: number }>('c');
    const streams = await Promise.all(Array.from({ length: 10 }, () => watching(collection.watch([], soon))));
    for (let i = 0; i < 20; i++) await collection.insertOne({ _id: i });
    for (const stream of streams) expect((await take(stream, 20)).at(-1)?.documentKey).toEqual({ _id: 19 });
  });
});
