import { createServer } from 'node:net';
import { serialize } from 'bson';
import { Binary, type Document, Double, Int32, Long, MongoClient, MongoServerError, ObjectId, UUID } from 'mongodb';
import { describe, expect, test } from 'vitest';
import { startEmbeddedMongo } from './server.ts';
import { openCollection, openStore, temporaryFolder } from './test-store.ts';

// What an application sees through the official driver.

/** The error a command is refused with. */
async function refusal(promise: Promise<unknown>): Promise<MongoServerError> {
  const error = await promise.then(
    () => new Error('not refused'),
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(MongoServerError);
  return error as MongoServerError;
}

describe('inserting and finding', () => {
  test('gives back what was stored, with all types', async () => {
    const collection = await openCollection();
    const document = {
      _id: new ObjectId(),
      double: new Double(10),
      int: new Int32(10),
      long: Long.fromString('9007199254740993'),
      date: new Date('2026-05-14T10:15:27.123Z'),
      binary: new Binary(Buffer.from('bytes')),
      uuid: new UUID(),
      nested: { list: [1, 'two', null, { three: 3.5 }] },
      '1': 'a name that looks like a number',
      empty: {},
      text: 'Größe 🔋 \0 end',
    };
    await collection.insertOne(document);
    const found: unknown = await collection.findOne({ long: document.long }, { raw: true });
    expect(Buffer.from(found as Buffer).equals(serialize(document))).toBe(true);
  });

  test('takes text, numbers and ObjectIds as _id, and makes an ObjectId when there is none', async () => {
    const { db } = await openStore();
    const collection = db.collection<Document>('c');
    await collection.insertMany([{ _id: 'abc' as never }, { _id: 5 as never }, {}]);
    await db.command({ insert: 'c', documents: [{ fromCommand: true }] });
    expect(await collection.findOne({ _id: 'abc' as never })).toEqual({ _id: 'abc' });
    expect(await collection.findOne({ _id: new Double(5) as never })).toEqual({ _id: 5 });
    expect((await collection.findOne({ fromCommand: true }))?._id).toBeInstanceOf(ObjectId);
  });

  test('reads on across batches, in the order of insertion', async () => {
    const collection = await openCollection<{ n: number }>();
    await collection.insertMany(Array.from({ length: 1000 }, (_, n) => ({ n })));
    const all = await collection
      .find({}, { batchSize: 7 })
      .map(({ n }) => n)
      .toArray();
    expect(all).toEqual(Array.from({ length: 1000 }, (_, n) => n));
    expect(await collection.find().skip(990).limit(5).toArray()).toHaveLength(5);
    expect(
      await collection
        .find({ n: { $gt: 500 } })
        .sort({ n: -1 })
        .skip(1)
        .limit(2)
        .map(({ n }) => n)
        .toArray(),
    ).toEqual([998, 997]);
  });

  test('keeps an answer within the size of a message', async () => {
    const collection = await openCollection();
    const megabyte = 'x'.repeat(1024 * 1024);
    for (let i = 0; i < 4; i++) await collection.insertMany(Array.from({ length: 10 }, () => ({ megabyte })));
    expect(await collection.find().toArray()).toHaveLength(40);
  });

  test('reads a cursor correctly while documents are removed and added', async () => {
    const collection = await openCollection<{ n: number; tag?: string }>();
    await collection.createIndex({ n: 1 });
    await collection.insertMany(Array.from({ length: 500 }, (_, n) => ({ n })));
    const cursor = collection.find({ n: { $gte: 0 } }, { batchSize: 50 });
    const seen: number[] = [];
    for await (const { n } of cursor) {
      seen.push(n);
      if (n === 10) await collection.deleteMany({ n: { $gte: 100, $lt: 200 } });
      if (n === 350) await collection.updateMany({ n: { $gte: 400 } }, { $inc: { n: -1000 } });
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.filter((n) => n < 100 || (n >= 200 && n < 400))).toHaveLength(300);
    // One document may have been taken ahead, as it was.
    expect(seen.every((n) => n >= 0 && n <= 400)).toBe(true);
  });

  test('does not go on with a cursor that was closed, nor with one of another collection', async () => {
    const { db } = await openStore();
    await db.collection('c').insertMany([{}, {}, {}]);
    const { cursor } = await db.command({ find: 'c', batchSize: 1 });
    expect(await refusal(db.command({ getMore: cursor.id, collection: 'other' }))).toMatchObject({ code: 13 });
    expect(await db.command({ killCursors: 'c', cursors: [cursor.id] })).toMatchObject({ cursorsKilled: [cursor.id] });
    expect(await refusal(db.command({ getMore: cursor.id, collection: 'c' }))).toMatchObject({
      code: 43,
      codeName: 'CursorNotFound',
    });
  });

  test('ends a command that takes too long', async () => {
    const { db } = await openStore();
    await db.collection('c').insertMany(Array.from({ length: 20_000 }, (_, n) => ({ n, text: `line ${n}` })));
    const slow = db.collection('c').find({ text: /(x+x+)+y/, n: { $exists: true } }, { maxTimeMS: 1 });
    expect(await refusal(slow.toArray())).toMatchObject({ code: 50 });
  });

  test('stores what an ordered insert comes to, and all that an unordered one can', async () => {
    const collection = await openCollection<{ _id: number }>();
    const documents = [{ _id: 1 }, { _id: 2 }, { _id: 1 }, { _id: 3 }];
    const ordered = await refusal(collection.insertMany(documents));
    expect(ordered).toMatchObject({ code: 11000, result: { insertedCount: 2 } });
    const unordered = await refusal(
      collection.insertMany([{ _id: 2 }, { _id: 8 }, { _id: 1 }, { _id: 9 }], { ordered: false }),
    );
    expect(unordered.code).toBe(11000);
    expect(
      await collection
        .find()
        .map(({ _id }) => _id)
        .toArray(),
    ).toEqual([1, 2, 8, 9]);
  });

  test('says which key is there already', async () => {
    const collection = await openCollection();
    await collection.createIndex({ 'a.b': 1, c: -1 }, { unique: true });
    await collection.insertOne({ a: { b: 'x' }, c: 1 });
    const error = await refusal(collection.insertOne({ a: { b: 'x' }, c: 1 }));
    expect(error).toMatchObject({ code: 11000, keyPattern: { 'a.b': 1, c: -1 }, keyValue: { 'a.b': 'x', c: 1 } });
    expect(error.message).toMatch(/E11000 duplicate key error collection: test\..* index: a.b_1_c_-1/);
  });

  test.for([
    [{ _id: [1] }, 2],
    [{ _id: /x/ }, 2],
  ] as const)('refuses %j', async ([document, code]) => {
    const collection = await openCollection();
    expect(await refusal(collection.insertOne(document as never))).toMatchObject({ code });
  });

  test('refuses a document of more than 16 MiB', async () => {
    const { db } = await openStore();
    const halves = { a: 'x'.repeat(9 * 1024 * 1024) };
    await db.collection('c').insertOne(halves);
    expect(await refusal(db.collection('c').updateOne({}, { $set: { b: 'x'.repeat(8 * 1024 * 1024) } }))).toMatchObject(
      { code: 17419 },
    );
  });
});

describe('updating', () => {
  test('counts what it matched and what it changed', async () => {
    const collection = await openCollection();
    await collection.insertMany([{ a: 1 }, { a: 1, b: 1 }, { a: 2 }]);
    expect(await collection.updateMany({ a: 1 }, { $set: { b: 1 } })).toMatchObject({
      matchedCount: 2,
      modifiedCount: 1,
    });
    expect(await collection.updateOne({ a: 9 }, { $set: { b: 1 } })).toMatchObject({
      matchedCount: 0,
      modifiedCount: 0,
    });
    expect(await collection.updateMany({}, { $inc: { a: 1 } })).toMatchObject({ modifiedCount: 3 });
  });

  test('inserts what an upsert does not find, once', async () => {
    const collection = await openCollection();
    const first = await collection.updateOne(
      { unitId: 'E001' },
      { $set: { lastTime: 1 }, $setOnInsert: { made: true } },
      { upsert: true },
    );
    expect(first).toMatchObject({ upsertedCount: 1, matchedCount: 0, upsertedId: expect.any(ObjectId) });
    const second = await collection.updateOne(
      { unitId: 'E001' },
      { $set: { lastTime: 2 }, $setOnInsert: { made: false } },
      { upsert: true },
    );
    expect(second).toMatchObject({ upsertedCount: 0, matchedCount: 1 });
    expect(await collection.find({}, { projection: { _id: 0 } }).toArray()).toEqual([
      { unitId: 'E001', lastTime: 2, made: true },
    ]);
  });

  test('never inserts twice when many clients upsert at once', async () => {
    const { uri } = await openStore();
    const clients = await Promise.all(Array.from({ length: 8 }, () => new MongoClient(uri).connect()));
    const deals = clients.map((client) => client.db('test').collection('deal'));
    const replace = (n: number): Promise<unknown>[] =>
      deals.map((deal) => deal.replaceOne({ dealId: n }, { dealId: n }, { upsert: true }));
    await Promise.all(Array.from({ length: 50 }, (_, n) => replace(n)).flat());
    expect(await deals[0]?.countDocuments()).toBe(50);
    await Promise.all(clients.map((client) => client.close()));
  });

  test('keeps the types of all fields it does not touch', async () => {
    const collection = await openCollection();
    const stored = { _id: new ObjectId(), a: new Double(10), b: Long.fromNumber(3), c: new Int32(1) };
    await collection.insertOne(stored);
    await collection.updateOne({}, { $inc: { c: 1 } });
    expect(await collection.findOne({}, { promoteValues: false })).toEqual({ ...stored, c: new Int32(2) });
  });

  test('finds and replaces as the writers of deals do', async () => {
    const collection = await openCollection();
    const first = await collection.findOneAndReplace(
      { dealId: 'd' },
      { dealId: 'd', isMaster: true },
      { upsert: true },
    );
    expect(first).toBeNull();
    const { _id } = (await collection.findOne()) ?? {};
    const before = await collection.findOneAndReplace(
      { dealId: 'd' },
      { dealId: 'd', reportTime: Long.fromNumber(5) },
      { upsert: true },
    );
    expect(before).toEqual({ _id, dealId: 'd', isMaster: true });
    expect(await collection.findOne()).toEqual({ _id, dealId: 'd', reportTime: 5 });
  });

  test('finds and changes one, before or after, by order', async () => {
    const collection = await openCollection<{ _id: number; a: number }>();
    await collection.insertMany([
      { _id: 1, a: 1 },
      { _id: 2, a: 2 },
    ]);
    const after = await collection.findOneAndUpdate(
      {},
      { $inc: { a: 10 } },
      { sort: { a: -1 }, returnDocument: 'after', projection: { a: 1 } },
    );
    expect(after).toEqual({ _id: 2, a: 12 });
    expect(await collection.findOneAndDelete({}, { sort: { a: 1 } })).toEqual({ _id: 1, a: 1 });
    expect(await collection.findOneAndUpdate({ a: 99 }, { $set: { a: 1 } })).toBeNull();
    expect(await collection.find().toArray()).toEqual([{ _id: 2, a: 12 }]);
  });

  test('runs mixed bulks in order', async () => {
    const collection = await openCollection<{ _id: number; a?: number }>();
    const result = await collection.bulkWrite([
      { insertOne: { document: { _id: 1 } } },
      { updateOne: { filter: { _id: 1 }, update: { $set: { a: 1 } } } },
      { replaceOne: { filter: { _id: 2 }, replacement: { a: 5 }, upsert: true } },
      { updateMany: { filter: {}, update: { $inc: { a: 1 } } } },
      { deleteOne: { filter: { _id: 1 } } },
    ]);
    expect(result).toMatchObject({ insertedCount: 1, modifiedCount: 3, upsertedCount: 1, deletedCount: 1 });
    expect(await collection.find().toArray()).toEqual([{ _id: 2, a: 6 }]);
  });

  test('changes many documents without finding one twice', async () => {
    const collection = await openCollection<{ n: number }>();
    await collection.createIndex({ n: 1 });
    await collection.insertMany(Array.from({ length: 3000 }, (_, n) => ({ n })));
    expect(await collection.updateMany({ n: { $gte: 0 } }, { $inc: { n: 10_000 } })).toMatchObject({
      modifiedCount: 3000,
    });
    expect(await collection.countDocuments({ n: { $gte: 10_000, $lt: 13_000 } })).toBe(3000);
    expect(await collection.deleteMany({ n: { $gte: 11_000 } })).toMatchObject({ deletedCount: 2000 });
    expect(await collection.countDocuments()).toBe(1000);
  });

  test('frees a unique key for the next statement of the same command', async () => {
    const collection = await openCollection<{ _id: number; k: number }>();
    await collection.createIndex({ k: 1 }, { unique: true });
    await collection.insertMany([
      { _id: 1, k: 1 },
      { _id: 2, k: 2 },
    ]);
    expect(await refusal(collection.updateOne({ _id: 1 }, { $set: { k: 2 } }))).toMatchObject({ code: 11000 });
    await collection.bulkWrite([
      { updateOne: { filter: { _id: 2 }, update: { $set: { k: 3 } } } },
      { updateOne: { filter: { _id: 1 }, update: { $set: { k: 2 } } } },
    ]);
    expect(await collection.distinct('k')).toEqual([2, 3]);
  });
});

describe('what is not supported', () => {
  test.for<[string, Document, number]>([
    ['an unknown command', { shutdown: 1 }, 59],
    ['signing in', { saslStart: 1, mechanism: 'PLAIN', payload: '' }, 59],
    ['changing a collection', { collMod: 'c' }, 59],
    ['a collation', { find: 'c', collation: { locale: 'en' } }, 40415],
    ['a tailable cursor', { find: 'c', tailable: true }, 40415],
    ['array filters', { update: 'c', updates: [{ q: {}, u: { $set: { a: 1 } }, arrayFilters: [{ x: 1 }] }] }, 0],
    ['an update by a pipeline', { update: 'c', updates: [{ q: {}, u: [{ $set: { a: 1 } }] }] }, 0],
    ['a multi replacement', { update: 'c', updates: [{ q: {}, u: { a: 1 }, multi: true }] }, 0],
    ['a capped collection', { create: 'x', capped: true, size: 100 }, 40415],
    ['two hosts', { insert: 'c', documents: [{}], writeConcern: { w: 2 } }, 2],
    ['a snapshot', { find: 'c', readConcern: { level: 'snapshot' } }, 72],
    [
      'a transaction',
      {
        insert: 'c',
        documents: [{}],
        txnNumber: Long.ONE,
        autocommit: false,
        startTransaction: true,
        lsid: { id: new UUID() },
      },
      20,
    ],
    ['a retried write', { insert: 'c', documents: [{}], txnNumber: Long.ONE, lsid: { id: new UUID() } }, 20],
    ['an empty batch', { insert: 'c', documents: [] }, 21],
    ['a sort that is none', { find: 'c', sort: { a: 'up' } }, 15975],
    ['a filter that is none', { find: 'c', filter: 5 }, 14],
    ['a negative limit', { find: 'c', limit: -1 }, 51024],
    ['no name', { find: 5 }, 73],
    ['a system collection', { insert: 'system.users', documents: [{}] }, 73],
    ['a hint that is not there', { find: 'c', hint: 'x_1' }, 2],
    ['a database pipeline', { aggregate: 1, pipeline: [], cursor: {} }, 40324],
    ['no cursor', { aggregate: 'c', pipeline: [] }, 9],
  ])('%s is refused', async ([, command, code]) => {
    const { db } = await openStore();
    await db.collection('c').insertOne({ a: [1] });
    if (code === 0) {
      // In a bulk the error is that of a statement.
      expect(await db.command(command)).toMatchObject({ writeErrors: [{ index: 0, code: expect.any(Number) }] });
    } else {
      expect(await refusal(db.command(command))).toMatchObject({ code });
    }
  });

  test('a driver transaction fails and leaves nothing behind', async () => {
    const { client, db } = await openStore();
    const session = client.startSession();
    const transaction = session.withTransaction(() => db.collection('c').insertOne({}, { session }));
    await expect(transaction).rejects.toThrow();
    await session.endSession();
    expect(await db.collection('c').countDocuments()).toBe(0);
  });
});

describe('collections and databases', () => {
  test('are listed, dropped, and gone', async () => {
    const { client, db } = await openStore();
    await db.collection('b').insertOne({});
    await db.createCollection('a');
    await client.db('other').collection('x').insertOne({});
    expect(await refusal(db.createCollection('a'))).toMatchObject({ code: 48 });
    expect((await db.listCollections().toArray()).map(({ name }) => name)).toEqual(['a', 'b']);
    expect((await db.listCollections({ name: 'b' }).toArray()).map(({ name }) => name)).toEqual(['b']);
    expect((await client.db().admin().listDatabases({ nameOnly: true })).databases).toEqual([
      { name: 'other' },
      { name: 'test' },
    ]);
    expect(await db.collection('b').drop()).toBe(true);
    expect(await db.collection('b').countDocuments()).toBe(0);
    await db.dropDatabase();
    expect((await client.db().admin().listDatabases()).databases).toMatchObject([{ name: 'other', empty: false }]);
    expect(await db.command({ drop: 'never' })).toMatchObject({ ok: 1 });
  });

  test('are counted without looking at them', async () => {
    const collection = await openCollection();
    await collection.insertMany([{ a: 1 }, { a: 2 }, {}]);
    expect(await collection.estimatedDocumentCount()).toBe(3);
    expect(await collection.countDocuments({ a: { $gt: 1 } })).toBe(1);
    expect(await collection.countDocuments({}, { skip: 1, limit: 1 })).toBe(1);
    expect(await collection.distinct('a')).toEqual([1, 2]);
    expect(await collection.distinct('a', { a: 9 })).toEqual([]);
  });
});

describe('the server', () => {
  test('says what it is', async () => {
    const { client } = await openStore();
    const hello = await client.db('admin').command({ hello: 1 });
    expect(hello).toMatchObject({
      isWritablePrimary: true,
      maxBsonObjectSize: 16_777_216,
      minWireVersion: 0,
      maxWireVersion: 21,
    });
    expect(hello).not.toHaveProperty('setName');
    expect(await client.db('admin').command({ buildInfo: 1 })).toMatchObject({ ok: 1, version: expect.any(String) });
  });

  test('does not start on a port that is taken, and says so', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const address = other.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const dataDir = temporaryFolder();
    await expect(startEmbeddedMongo({ dataDir, port })).rejects.toThrow(`port ${port} on 127.0.0.1 is in use`);
    other.close();
    const server = await startEmbeddedMongo({ dataDir, port: 0 });
    await server.close();
  });

  test('closes while clients are connected and wait', async () => {
    const { client, close, db } = await openStore();
    const stream = db.collection('c').watch();
    const waiting = stream.next().catch(() => 'ended');
    await new Promise((resolve) => setTimeout(resolve, 50));
    await Promise.all([close(), client.close()]);
    expect(await waiting).toBe('ended');
  });

  test('lets others work while one counts for long', async () => {
    const { client, db } = await openStore();
    await db.collection('c').insertMany(Array.from({ length: 50_000 }, (_, n) => ({ n, text: 'x'.repeat(50) })));
    let isDone = false;
    const slow = db
      .collection('c')
      .countDocuments({ $expr: { $gte: [{ $strLenCP: '$text' }, 50] } })
      .finally(() => {
        isDone = true;
      });
    let answered = 0;
    while (!isDone && answered < 3) {
      await client.db('admin').command({ ping: 1 });
      answered++;
    }
    expect(answered).toBe(3);
    expect(await slow).toBe(50_000);
  });
});
