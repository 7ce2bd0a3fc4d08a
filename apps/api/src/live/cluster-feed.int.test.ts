import type { Deal } from '@commonwatt/domain/deal';
import type { UnitSample } from '@commonwatt/domain/unit-data';
import { type EmbeddedMongo, startEmbeddedMongo } from '@commonwatt/embedded-mongo/server';
import { type ChangeFeed, openChangeFeed } from '@commonwatt/telemetry/change-feed';
import { ensureIndexes } from '@commonwatt/telemetry/indexes';
import { openTelemetry, type Telemetry } from '@commonwatt/telemetry/telemetry';
import { dealDocument, unitDataDocument } from '@commonwatt/telemetry/testing';
import { afterEach, expect, test, vi } from 'vitest';
import { type ClusterFeed, openClusterFeed } from './cluster-feed.ts';

vi.mock('@commonwatt/telemetry/change-feed', { spy: true });

const cluster = { communityId: 'c', clusterId: 'k' };
const unit = { ...cluster, unitId: 'E001' };

let mongo: EmbeddedMongo;
let telemetry: Telemetry;
let feed: ClusterFeed | null = null;

async function start(changeStreams: boolean) {
  mongo = await startEmbeddedMongo({ dataDir: null, port: 0, changeStreams });
  telemetry = openTelemetry({ uri: mongo.uri, database: 'feed' });
  await ensureIndexes(telemetry);
}

afterEach(async () => {
  await feed?.close();
  await telemetry.close();
  await mongo.close();
});

function open() {
  const samples: UnitSample[] = [];
  const deals: Deal[] = [];
  const readable: boolean[] = [];
  feed = openClusterFeed(telemetry, cluster, {
    unitIds: ['E001'],
    now: () => new Date(),
    handlers: {
      onUnitData: (read) => samples.push(...read),
      onDeals: (read) => deals.push(...read),
      onReadable: (isReadable) => readable.push(isReadable),
    },
  });
  return { samples, deals, readable };
}

const insert = (at: Date, id = unit) => telemetry.db.collection('unitData').insertOne(unitDataDocument(id, at));

test.for([
  ['change streams', true],
  ['polls, as on a standalone mongod', false],
] as const)('by %s: the stored past first, then every news', async ([, changeStreams]) => {
  await start(changeStreams);
  const past = new Date(Date.now() - 60_000);
  await insert(past);
  const got = open();
  await vi.waitFor(() => expect(got.readable).toContain(true), 5_000);
  expect(got.samples.map((sample) => sample.datasetAt)).toEqual([past]);

  const now = new Date();
  await insert(now);
  await insert(now, { ...cluster, unitId: 'E002' });
  await telemetry.db
    .collection('deal')
    .insertOne(dealDocument(cluster, { dealId: 'd', dischargeUnitId: 'E001', chargeUnitId: 'E002', at: now }));
  await vi.waitFor(() => {
    expect(new Set(got.samples.map((sample) => sample.ref.unitId))).toEqual(new Set(['E001', 'E002']));
    expect(got.deals.map((deal) => deal.dealId)).toContain('d');
  }, 5_000);
});

test('what is reported while the feed is opened does not stand for the stored past of silent units', async () => {
  await start(true);
  const past = new Date(Date.now() - 3_600_000);
  await insert(past);
  const reporting = { isOver: false };
  const reports = (async () => {
    while (!reporting.isOver) await insert(new Date(), { ...cluster, unitId: 'E002' });
  })();
  try {
    const got = open();
    await vi.waitFor(() => expect(got.readable).toContain(true), 5_000);
    expect(got.samples.filter(({ ref }) => ref.unitId === 'E001').map(({ datasetAt }) => datasetAt)).toEqual([past]);
  } finally {
    reporting.isOver = true;
    await reports;
  }
});

test('what is stored is there before a stream is open, and what came meanwhile is read then', async () => {
  await start(true);
  const past = new Date(Date.now() - 60_000);
  await insert(past);
  let opened: (stream: ChangeFeed) => void = () => {};
  vi.mocked(openChangeFeed).mockReturnValueOnce(new Promise((resolve) => (opened = resolve)));
  const got = open();
  await vi.waitFor(() => expect(got.readable).toEqual([true]), 5_000);
  expect(got.samples.map(({ datasetAt }) => datasetAt)).toEqual([past]);
  const meanwhile = new Date();
  await insert(meanwhile);
  const close = vi.fn(async () => {});
  opened({ ended: new Promise(() => {}), close });
  await vi.waitFor(() => expect(got.samples.at(-1)?.datasetAt).toEqual(meanwhile), 5_000);
  await feed?.close();
  expect(close).toHaveBeenCalledOnce();
});

test('a lost store is reported, tried again, and what was missed is read', async () => {
  await start(true);
  await insert(new Date(Date.now() - 5_000));
  const got = open();
  await vi.waitFor(() => expect(got.readable).toEqual([true]), 5_000);
  const { port } = mongo;
  await mongo.close();
  await vi.waitFor(() => expect(got.readable).toContain(false), 10_000);
  mongo = await startEmbeddedMongo({ dataDir: null, port });
  const missed = new Date();
  await insert(missed);
  await vi.waitFor(() => {
    expect(got.samples.at(-1)?.datasetAt).toEqual(missed);
    expect(got.readable.at(-1)).toBe(true);
  }, 15_000);
}, 40_000);

test('a report stamped in the future does not hide the ones after it', async () => {
  await start(false);
  await insert(new Date(Date.now() + 3_600_000));
  const got = open();
  await vi.waitFor(() => expect(got.readable).toEqual([true]), 5_000);
  const now = new Date();
  await insert(now);
  await vi.waitFor(() => expect(got.samples.map((sample) => sample.datasetAt)).toContainEqual(now), 5_000);
});
