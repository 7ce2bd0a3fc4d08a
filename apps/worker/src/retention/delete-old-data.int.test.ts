import type { Database } from '@commonwatt/database/client';
import { makeCluster, openOwnTestDatabase, uniqueName } from '@commonwatt/database/testing';
import type { ClusterRef } from '@commonwatt/domain/refs';
import { findDealHistoryRange, sumDealsByHour } from '@commonwatt/telemetry/deal-history';
import { saveClusterProgress } from '@commonwatt/telemetry/downtime-progress';
import { ensureIndexes } from '@commonwatt/telemetry/indexes';
import { oldDealsFilter, oldLogsFilter, oldUnitDataFilter } from '@commonwatt/telemetry/retention';
import { openTelemetry, type Telemetry } from '@commonwatt/telemetry/telemetry';
import { dealDocument, logDocument, unitDataDocument } from '@commonwatt/telemetry/testing';
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest';
import { sumDeals } from '../deals/sum-deals.ts';
import { sumUnitEnergy } from '../energy/sum-energy.ts';
import { testDeps } from '../testing.ts';
import { deleteOldData } from './delete-old-data.ts';
import type { RetentionSettings } from './settings.ts';

const dayMs = 86_400_000;
const now = new Date();
const daysAgo = (days: number) => new Date(now.getTime() - days * dayMs);

let database: Database;
let dispose: () => Promise<void>;
let telemetry: Telemetry;
let cluster: ClusterRef;

beforeAll(async () => {
  ({ database, dispose } = await openOwnTestDatabase());
  // A database of its own: logs of other tests must not go with those of this one.
  telemetry = openTelemetry({ uri: inject('mongodbUri'), database: uniqueName('retention') });
  await ensureIndexes(telemetry);
});
afterAll(async () => {
  await telemetry.close();
  await dispose();
});
beforeEach(async () => {
  cluster = await makeCluster(database, ['E001', 'E002']);
});

const round = (retention: Partial<RetentionSettings>) =>
  deleteOldData(
    testDeps({
      database,
      telemetry,
      now: () => now,
      retention: { unitDataDays: null, dealDays: null, logDays: 365, ...retention },
    }),
  );

const count = (collection: string, filter: object) => telemetry.db.collection(collection).countDocuments(filter);

/** Samples that were taken so many days ago, added up. */
async function insertSamples(days: readonly number[]): Promise<void> {
  const unit = { ...cluster, unitId: 'E001' };
  await telemetry.db.collection('unitData').insertMany(days.map((ago) => unitDataDocument(unit, daysAgo(ago))));
  for (let i = 0; i < 2; i += 1) await sumUnitEnergy(telemetry, unit, () => {});
}
const samples = () => ({ 'oesunit.communityId': cluster.communityId });

test('nothing is deleted unless it is asked for', async () => {
  await insertSamples([5_000]);
  await saveClusterProgress(telemetry, cluster, { judgedUntilMs: now.getTime(), readAtMs: now.getTime() });
  await round({});
  expect(await count('unitData', samples())).toBe(1);
});

test('unit data go when they are old, thousands of them too, and no younger ones', async () => {
  await insertSamples(Array.from({ length: 2_500 }, (_, i) => 30 + i / 100));
  await insertSamples([29.9, 1]);
  await saveClusterProgress(telemetry, cluster, { judgedUntilMs: now.getTime(), readAtMs: now.getTime() });
  expect(await round({ unitDataDays: 30 })).toBeGreaterThanOrEqual(2_499);
  expect(await count('unitData', samples())).toBeLessThanOrEqual(3);
  expect(await count('unitData', { ...samples(), datasetId: { $gte: daysAgo(30).getTime() } })).toBeGreaterThanOrEqual(
    2,
  );
});

test('samples that were not judged yet, or may have to be once more, stay', async () => {
  await insertSamples([60, 50, 40]);
  await round({ unitDataDays: 30 });
  expect(await count('unitData', samples())).toBe(3);
  await saveClusterProgress(telemetry, cluster, { judgedUntilMs: daysAgo(47).getTime(), readAtMs: now.getTime() });
  await round({ unitDataDays: 30 });
  expect(await count('unitData', samples())).toBe(2);
});

test('samples that were not added up yet stay', async () => {
  await telemetry.db.collection('unitData').insertOne(unitDataDocument({ ...cluster, unitId: 'E001' }, daysAgo(60)));
  await saveClusterProgress(telemetry, cluster, { judgedUntilMs: now.getTime(), readAtMs: now.getTime() });
  await round({ unitDataDays: 30 });
  expect(await count('unitData', samples())).toBe(1);
});

function insertDeals(days: readonly number[]) {
  const units = { dischargeUnitId: 'E001', chargeUnitId: 'E002' };
  const documents = days.map((ago) => dealDocument(cluster, { dealId: `d${ago}`, ...units, at: daysAgo(ago) }));
  return telemetry.db.collection('deal').insertMany(documents);
}

test('deals go only when they have been added up, and their sums stay', async () => {
  await insertDeals([400, 399, 60, 20, 1]);
  const before = async () => [
    await sumDealsByHour(telemetry, { cluster, offsetMs: 0 }),
    await findDealHistoryRange(telemetry, { cluster }),
    await findDealHistoryRange(telemetry, { cluster, unitId: 'E002' }),
  ];
  const sums = await before();
  await round({ dealDays: 30 });
  expect(await count('deal', cluster)).toBe(5);
  await sumDeals(testDeps({ database, telemetry, now: () => now }));
  await round({ dealDays: 30 });
  expect(await count('deal', cluster)).toBe(2);
  expect(await before()).toEqual(sums);
  // And so they do when there is more to delete later, and whatever is added up meanwhile.
  for (let i = 0; i < 4; i += 1) await sumDeals(testDeps({ database, telemetry, now: () => now }));
  await round({ dealDays: 15 });
  await sumDeals(testDeps({ database, telemetry, now: () => now }));
  expect(await count('deal', cluster)).toBe(1);
  expect(await before()).toEqual(sums);
});

test('what changed since it was added up is added up once more before it goes', async () => {
  await insertDeals([60]);
  await sumDeals(testDeps({ database, telemetry, now: () => now }));
  await telemetry.db.collection('deal').updateOne({ ...cluster, dealId: 'd60' }, { $set: { cumulateAmountWh: 99 } });
  await round({ dealDays: 30 });
  expect(await count('deal', cluster)).toBe(0);
  expect((await sumDealsByHour(telemetry, { cluster, offsetMs: 0 })).map(({ amountWh }) => amountWh)).toEqual([99]);
});

test('lines of logs go by their own time', async () => {
  const line = (ago: number) => logDocument(cluster, { programId: 'apis-ccc', atMs: daysAgo(ago).getTime() });
  await telemetry.db.collection('apisLog').insertMany([line(31), line(29)]);
  await round({ logDays: 30 });
  expect(await count('apisLog', cluster)).toBe(1);
});

test.for(['unitData', 'deal', 'apisLog'])('what is old in %s is found by an index', async (collection) => {
  const filters = {
    unitData: oldUnitDataFilter({ ...cluster, unitId: 'E001' }, { reportedBefore: now, takenBefore: now }),
    deal: oldDealsFilter(cluster, now),
    apisLog: oldLogsFilter(daysAgo(9_000)),
  };
  const filter = filters[collection as keyof typeof filters];
  const explained = await telemetry.db.collection(collection).find(filter).limit(10).explain('executionStats');
  const plan = JSON.stringify(explained.queryPlanner.winningPlan);
  expect(plan).toContain('"IXSCAN"');
  expect(explained.executionStats.totalDocsExamined).toBeLessThanOrEqual(10);
});
