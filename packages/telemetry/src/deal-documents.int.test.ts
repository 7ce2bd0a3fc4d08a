import { randomUUID } from 'node:crypto';
import type { Document, Filter } from 'mongodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dealScopeFilters, findDealDateRange, liveDealsFilter, streamDealDocuments } from './deal-documents.ts';
import type { Telemetry } from './telemetry.ts';
import { dealDocument, openTestTelemetry } from './testing.ts';

let telemetry: Telemetry;
const cluster = { communityId: `c_${randomUUID()}`, clusterId: 'k' };
const now = new Date('2026-06-09T05:32:00Z');
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000);
const count = 500;

beforeAll(async () => {
  telemetry = await openTestTelemetry();
  const documents = Array.from({ length: count }, (_, i) => {
    const [dischargeUnitId, chargeUnitId] = i % 10 === 0 ? ['E001', 'E002'] : ['E002', i % 10 === 1 ? 'E001' : 'E003'];
    const ids = { dealId: `deal-${i}`, dischargeUnitId, chargeUnitId, at: hoursAgo(i) };
    return dealDocument(cluster, ids as Parameters<typeof dealDocument>[1], {
      createDateTime: hoursAgo(i),
      cumulateAmountWh: 1,
      ...(i > 0 ? { deactivateDateTime: hoursAgo(i) } : {}),
    });
  });
  await telemetry.db.collection('deal').insertMany(documents);
});
afterAll(() => telemetry.close());

type Plan = { stage?: string; indexName?: string; inputStage?: Plan };

async function explain(filter: Filter<Document>, sort?: Record<string, 1 | -1>, limit = 0) {
  let cursor = telemetry.db.collection('deal').find(filter).limit(limit);
  if (sort) cursor = cursor.sort(sort);
  const explained = await cursor.explain('executionStats');
  const stages: Plan[] = [];
  for (let plan: Plan | undefined = explained.queryPlanner.winningPlan; plan; plan = plan.inputStage) stages.push(plan);
  return {
    indexName: stages.find((stage) => stage.indexName)?.indexName,
    isSorted: stages.some((stage) => stage.stage === 'SORT'),
    examined: explained.executionStats.totalDocsExamined as number,
  };
}

const [ofCluster = {}] = dealScopeFilters({ cluster });
const [given = {}, received = {}] = dealScopeFilters({ cluster, unitId: 'E001' });
const aDay = { createDateTime: { $gte: hoursAgo(24), $lt: now } };
/** Either of the two indexes that begin so. */
const byCreation = expect.stringMatching(/^communityId_1_clusterId_1_createDateTime_1_/);

test.for<[string, Filter<Document>, Record<string, 1 | -1> | undefined, number, string, number]>([
  ['live deals', liveDealsFilter({ cluster, now }), undefined, 0, 'communityId_1_clusterId_1_reportTime_1', 1],
  ['a day of a cluster', { ...ofCluster, ...aDay }, { createDateTime: 1 }, 0, byCreation, 24],
  [
    'what a unit gave on a day',
    { ...given, ...aDay },
    { createDateTime: 1 },
    0,
    'communityId_1_clusterId_1_dischargeUnitId_1_createDateTime_1_dealId_1',
    3,
  ],
  [
    'what a unit received on a day',
    { ...received, ...aDay },
    { createDateTime: 1 },
    0,
    'communityId_1_clusterId_1_chargeUnitId_1_createDateTime_1_dealId_1',
    3,
  ],
  [
    'the newest deal',
    { ...ofCluster, createDateTime: { $gte: new Date(0) } },
    { createDateTime: -1 },
    1,
    byCreation,
    1,
  ],
])('%s: served by its index, without a sort', async ([, filter, sort, limit, indexName, most]) => {
  const plan = await explain(filter, sort, limit);
  expect(plan).toMatchObject({ indexName, isSorted: false });
  expect(plan.examined).toBeLessThanOrEqual(most);
});

async function ids(unitId?: string): Promise<string[]> {
  const found: string[] = [];
  for await (const { dealId } of streamDealDocuments(telemetry, { cluster, unitId, period: {} })) found.push(dealId);
  return found;
}

test('a stream brings each deal of the scope once, oldest first', async () => {
  expect(await ids()).toEqual(Array.from({ length: count }, (_, i) => `deal-${count - 1 - i}`));
  const own = await ids('E001');
  expect(own).toHaveLength(count / 5);
  expect(new Set(own).size).toBe(own.length);
});

test('a reader that stops closes the cursor', async () => {
  const started: string[] = [];
  for await (const { dealId } of streamDealDocuments(telemetry, { cluster, period: {} })) {
    started.push(dealId);
    break;
  }
  expect(started).toHaveLength(1);
});

test('the range of a cluster and of a unit', async () => {
  expect(await findDealDateRange(telemetry, { cluster })).toEqual({ min: hoursAgo(count - 1), max: now });
  expect(await findDealDateRange(telemetry, { cluster, unitId: 'E001' })).toEqual({ min: hoursAgo(491), max: now });
  expect(await findDealDateRange(telemetry, { cluster, unitId: 'E404' })).toBeNull();
});
