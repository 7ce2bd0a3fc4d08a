import { type Collection, type Document, Long, MongoServerError } from 'mongodb';
import { describe, expect, test } from 'vitest';
import { openCollection, openStore, temporaryFolder } from './test-store.ts';

// Which index serves which query: what `explain` tells is what a reader of the plan of a real MongoDB would look for.

type Explained = { stages: string[]; indexName: string | undefined; keys: number; documents: number; returned: number };

function readPlan(explained: Document): Explained {
  const { queryPlanner, executionStats } = explained.stages?.[0]?.$cursor ?? explained;
  const stages: string[] = [];
  let indexName: string | undefined;
  for (let stage = queryPlanner.winningPlan; stage; stage = stage.inputStage) {
    stages.push(stage.stage);
    indexName ??= stage.indexName;
  }
  return {
    stages,
    indexName,
    keys: executionStats.totalKeysExamined,
    documents: executionStats.totalDocsExamined,
    returned: executionStats.nReturned,
  };
}

const cluster = { 'oesunit.communityId': 'oss_community', 'oesunit.clusterId': 'oss_cluster' };
const byUnit = 'oesunit.communityId_1_oesunit.clusterId_1_oesunit.id_1_time_1';
const byDataset = 'oesunit.communityId_1_oesunit.clusterId_1_datasetId_1';
const unitIds = ['E001', 'E002', 'E003', 'E004', 'E005'];
const datasetIds = Array.from({ length: 100 }, (_, i) => 1_747_000_000_000 + i * 30_000);

async function openUnitData(): Promise<Collection> {
  const collection = await openCollection();
  await collection.createIndex(
    { 'oesunit.communityId': 1, 'oesunit.clusterId': 1, 'oesunit.id': 1, time: 1 },
    { background: true },
  );
  await collection.createIndex({ 'oesunit.communityId': 1, 'oesunit.clusterId': 1, datasetId: 1 });
  for (const clusterId of ['oss_cluster', 'other']) {
    const documents = datasetIds.flatMap((datasetId) =>
      unitIds.map((id) => ({
        oesunit: { communityId: 'oss_community', clusterId, id },
        time: new Date(datasetId),
        datasetId: Long.fromNumber(datasetId),
        battery: { rsoc: 50.5 },
      })),
    );
    await collection.insertMany(documents);
  }
  return collection;
}

describe('the queries on unit data', () => {
  test('touch only what they return', async () => {
    const collection = await openUnitData();
    const [first = 0, last = 0] = [datasetIds[0], datasetIds.at(-1)];
    const cases: [string, Promise<Document>, Partial<Explained>][] = [
      [
        'latest dataset of a cluster',
        collection.find(cluster).sort({ datasetId: -1 }).limit(1).explain(),
        { indexName: byDataset, stages: ['LIMIT', 'FETCH', 'IXSCAN'], keys: 1, documents: 1, returned: 1 },
      ],
      [
        'documents of a dataset',
        collection.find({ ...cluster, datasetId: last }).explain(),
        { indexName: byDataset, stages: ['FETCH', 'IXSCAN'], keys: 5, documents: 5, returned: 5 },
      ],
      [
        'latest document of a unit',
        collection
          .find({ ...cluster, 'oesunit.id': 'E003' })
          .sort({ time: -1 })
          .limit(1)
          .explain(),
        { indexName: byUnit, keys: 1, documents: 1 },
      ],
      [
        'documents from a dataset on, in order',
        collection
          .find({ ...cluster, datasetId: { $gte: Long.fromNumber(last - 60_000) } })
          .sort({ datasetId: 1 })
          .explain(),
        { indexName: byDataset, stages: ['FETCH', 'IXSCAN'], keys: 15, documents: 15, returned: 15 },
      ],
      [
        'a period of a unit',
        collection
          .find({ ...cluster, 'oesunit.id': 'E001', time: { $gte: new Date(first), $lt: new Date(first + 90_000) } })
          .explain(),
        { indexName: byUnit, keys: 3, documents: 3 },
      ],
      [
        'several units',
        collection
          .find({
            ...cluster,
            'oesunit.id': { $in: ['E001', 'E004', 'absent'] },
            time: { $gt: new Date(last - 30_000) },
          })
          .explain(),
        { indexName: byUnit, keys: 2, documents: 2 },
      ],
      [
        'latest dataset of a unit',
        collection
          .find({ ...cluster, 'oesunit.id': 'E005' })
          .sort({ datasetId: -1 })
          .limit(1)
          .explain(),
        { indexName: byDataset, keys: 1, documents: 1 },
      ],
      [
        'latest dataset by a pipeline',
        collection.aggregate([{ $match: cluster }, { $sort: { datasetId: -1 } }, { $limit: 1 }]).explain(),
        { indexName: byDataset, keys: 1, documents: 1 },
      ],
      [
        'a pipeline that groups a period',
        collection
          .aggregate([
            { $match: { ...cluster, datasetId: { $gte: last } } },
            { $group: { _id: null, rsoc: { $avg: '$battery.rsoc' } } },
          ])
          .explain(),
        { indexName: byDataset, keys: 5, documents: 5 },
      ],
    ];
    for (const [name, explained, expected] of cases) expect(readPlan(await explained), name).toMatchObject(expected);
  });

  test('count and list values without reading all documents', async () => {
    const collection = await openUnitData();
    const { db, collectionName } = { db: collection.db, collectionName: collection.collectionName };
    const explain = (command: Document): Promise<Document> =>
      db.command({ explain: command, verbosity: 'executionStats' });
    const counted = await explain({ count: collectionName, query: cluster });
    expect(readPlan(counted)).toMatchObject({ stages: ['COUNT', 'COUNT_SCAN'], documents: 0 });
    const distinct = await explain({ distinct: collectionName, key: 'oesunit.id', query: cluster });
    expect(readPlan(distinct)).toMatchObject({
      stages: ['PROJECTION_COVERED', 'DISTINCT_SCAN'],
      indexName: byUnit,
      keys: 5,
      documents: 5,
    });
    expect(await collection.distinct('oesunit.id', cluster)).toEqual(unitIds);
    expect(await collection.countDocuments(cluster)).toBe(500);
    expect(
      await collection.countDocuments({
        ...cluster,
        'oesunit.id': 'E001',
        time: { $gte: new Date(datasetIds[90] ?? 0) },
      }),
    ).toBe(10);
  });

  test('look at everything when no index helps, and say so', async () => {
    const collection = await openUnitData();
    expect(readPlan(await collection.find({ 'battery.rsoc': 50.5 }).limit(3).explain())).toMatchObject({
      stages: ['LIMIT', 'COLLSCAN'],
      returned: 3,
    });
    expect(readPlan(await collection.find(cluster).sort({ 'battery.rsoc': 1 }).explain()).stages).toContain('SORT');
    expect(readPlan(await collection.find(cluster).hint({ $natural: 1 }).explain())).toMatchObject({
      stages: ['COLLSCAN'],
      documents: 1000,
    });
    expect(readPlan(await collection.find(cluster).hint(byUnit).explain())).toMatchObject({ indexName: byUnit });
  });
});

describe('indexes', () => {
  test('are listed, kept over a restart, and dropped', async () => {
    const dataDir = temporaryFolder();
    const first = await openStore({ dataDir });
    const before = first.db.collection('c');
    await before.createIndexes([
      { key: { a: 1, b: -1 } },
      { key: { at: 1 }, expireAfterSeconds: 60 },
      { key: { u: 1 }, unique: true, name: 'mine' },
    ]);
    await before.insertOne({ u: 1 });
    await first.close();
    const { db } = await openStore({ dataDir });
    const collection = db.collection('c');
    expect(await collection.indexes()).toEqual([
      { v: 2, key: { _id: 1 }, name: '_id_' },
      { v: 2, key: { a: 1, b: -1 }, name: 'a_1_b_-1' },
      { v: 2, key: { at: 1 }, name: 'at_1', expireAfterSeconds: 60 },
      { v: 2, key: { u: 1 }, name: 'mine', unique: true },
    ]);
    await expect(collection.insertOne({ u: 1 })).rejects.toMatchObject({ code: 11000 });
    await collection.dropIndex('mine');
    await collection.insertOne({ u: 1 });
    await expect(collection.dropIndex('mine')).rejects.toMatchObject({ code: 27 });
    await expect(collection.dropIndex('_id_')).rejects.toMatchObject({ code: 72 });
    await db.command({ dropIndexes: 'c', index: '*' });
    expect(await collection.indexes()).toHaveLength(1);
    await expect(db.collection('absent').indexes()).rejects.toMatchObject({ code: 26 });
  });

  test('that are there already are left alone, those that conflict refused', async () => {
    const { db } = await openStore();
    const collection = db.collection('c');
    await collection.createIndex({ a: 1 });
    expect(await db.command({ createIndexes: 'c', indexes: [{ key: { a: 1 }, name: 'a_1' }] })).toMatchObject({
      note: 'all indexes already exist',
    });
    const refused: [Document, number][] = [
      [{ key: { a: 1 }, name: 'other' }, 85],
      [{ key: { b: 1 }, name: 'a_1' }, 86],
      [{ key: { a: 1 }, name: 'a_1', unique: true }, 86],
      [{ key: { a: 'text' }, name: 'x' }, 67],
      [{ key: { a: 'hashed' }, name: 'x' }, 67],
      [{ key: { '$**': 1 }, name: 'x' }, 67],
      [{ key: { a: 1, b: 1 }, name: 'x', expireAfterSeconds: 5 }, 67],
      [{ key: { b: 1 }, name: 'x', sparse: true }, 72],
      [{ key: { b: 1 }, name: 'x', partialFilterExpression: { a: 1 } }, 72],
      [{ key: { b: 1 }, name: 'x', collation: { locale: 'en' } }, 72],
      [{ key: {}, name: 'x' }, 9],
    ];
    for (const [index, code] of refused) {
      const command = db.command({ createIndexes: 'c', indexes: [index] });
      await expect(command, JSON.stringify(index)).rejects.toMatchObject({ code });
    }
    expect(await collection.indexes()).toHaveLength(2);
  });

  test('that existing documents break are not made', async () => {
    const collection = await openCollection();
    await collection.insertMany([{ a: 1 }, { a: 1 }]);
    await expect(collection.createIndex({ a: 1 }, { unique: true })).rejects.toBeInstanceOf(MongoServerError);
    expect(await collection.indexes()).toHaveLength(1);
    await collection.insertOne({ a: 1 });
  });

  test('give correct results once arrays come in, without being used', async () => {
    const collection = await openCollection<{ _id: number; a?: unknown }>();
    await collection.createIndex({ a: 1 });
    await collection.insertMany([
      { _id: 1, a: 1 },
      { _id: 2, a: 5 },
    ]);
    expect(readPlan(await collection.find({ a: 5 }).explain()).stages).toContain('IXSCAN');
    await collection.insertOne({ _id: 3, a: [4, 5] });
    expect(readPlan(await collection.find({ a: 5 }).explain()).stages).toEqual(['COLLSCAN']);
    expect(
      await collection
        .find({ a: 5 })
        .map(({ _id }) => _id)
        .toArray(),
    ).toEqual([2, 3]);
    expect(
      await collection
        .find({})
        .sort({ a: 1 })
        .map(({ _id }) => _id)
        .toArray(),
    ).toEqual([1, 3, 2]);
    expect(await collection.distinct('a')).toEqual([1, 4, 5]);
    await collection.deleteOne({ _id: 3 });
    expect(await collection.find({ a: { $gte: 4 } }).toArray()).toHaveLength(1);
  });

  test('refuse arrays at unique paths and keys that are too long', async () => {
    const collection = await openCollection();
    await collection.createIndex({ u: 1 }, { unique: true });
    await collection.createIndex({ message: 1 });
    await expect(collection.insertOne({ u: [1, 2] })).rejects.toMatchObject({ code: 2 });
    await expect(collection.insertOne({ u: 1, message: 'x'.repeat(2000) })).rejects.toMatchObject({ code: 17280 });
    expect(await collection.countDocuments()).toBe(0);
  });

  test('serve directions, ranges of text and numbers, and null', async () => {
    const collection = await openCollection<{ _id: number }>();
    await collection.createIndex({ k: 1, v: -1 });
    await collection.insertMany([
      { _id: 1, k: 'a', v: 1 },
      { _id: 2, k: 'a', v: 2 },
      { _id: 3, k: 'a', v: 'x' },
      { _id: 4, k: 'a' },
      { _id: 5, k: 'a', v: null },
      { _id: 6, k: 'b', v: 1 },
    ] as never[]);
    const ids = async (filter: Document, sort?: Document): Promise<number[]> => {
      const cursor = collection.find(filter).sort(sort ?? {});
      expect(readPlan(await cursor.clone().explain()).stages).toContain('IXSCAN');
      return cursor.map(({ _id }) => _id).toArray();
    };
    expect(await ids({ k: 'a', v: { $gte: 1 } })).toEqual([2, 1]);
    expect(await ids({ k: 'a', v: { $lt: 2 } })).toEqual([1]);
    expect(await ids({ k: 'a', v: { $gt: '' } })).toEqual([3]);
    expect(await ids({ k: 'a', v: null })).toEqual([4, 5]);
    expect(await ids({ k: 'a' }, { v: -1 })).toEqual([3, 2, 1, 4, 5]);
    expect(await ids({ k: 'a' }, { v: 1 })).toEqual([5, 4, 1, 2, 3]);
    expect(await ids({}, { k: -1, v: 1 })).toEqual([6, 5, 4, 1, 2, 3]);
    expect(await ids({ k: { $gt: 'a' } })).toEqual([6]);
  });
});

describe('documents with a date of expiry', () => {
  test('go when their time is over, the others stay', async () => {
    let now = new Date('2026-05-14T12:00:00Z');
    const { db } = await openStore({ now: () => now, ttlIntervalMs: 20 });
    const collection = db.collection<{ _id: number; at?: unknown }>('apisLog');
    await collection.createIndex({ at: 1 }, { expireAfterSeconds: 3600 });
    const log = [
      { _id: 1, at: now },
      { _id: 2 },
      { _id: 3, at: null },
      { _id: 4, at: 'text' },
      { _id: 5, at: new Date(now.getTime() + 60_000) },
    ];
    await collection.insertMany(log);
    await collection.insertMany(Array.from({ length: 1200 }, (_, i) => ({ _id: 100 + i, at: now })));
    const left = async (): Promise<number[]> => {
      await new Promise((resolve) => setTimeout(resolve, 150));
      return collection
        .find()
        .sort({ _id: 1 })
        .limit(10)
        .map(({ _id }) => _id)
        .toArray();
    };
    now = new Date('2026-05-14T12:59:59.999Z');
    expect(await left()).toHaveLength(10);
    now = new Date('2026-05-14T13:00:00Z');
    expect(await left()).toEqual([2, 3, 4, 5]);
    now = new Date('2026-05-15T13:00:00Z');
    expect(await left()).toEqual([2, 3, 4]);
  });
});
