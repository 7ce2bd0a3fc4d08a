import { randomUUID } from 'node:crypto';
import { dealOutcome, dealOutcomes } from '@commonwatt/domain/deal';
import {
  comparePositions,
  type DealOrder,
  type DealPosition,
  dealColumns,
  dealPosition,
} from '@commonwatt/domain/deal-order';
import { Long } from 'mongodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  behind,
  countDeals,
  type DealSearch,
  dealIdStartFilter,
  dealSearchFilters,
  findDealDocument,
  findNearestDealDate,
  listDeals,
  listDealsByIdStart,
  streamDeals,
} from './deal-list.ts';
import type { Telemetry } from './telemetry.ts';
import { dealDocument, openTestTelemetry } from './testing.ts';

let telemetry: Telemetry;
const cluster = { communityId: `c_${randomUUID()}`, clusterId: 'k' };
const now = new Date('2026-06-09T05:32:00Z');
const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
const period = { from: minutesAgo(60), to: now };
const all: DealSearch = { cluster, period, now };

/** Three deals a minute in the last two hours, several at the same instant, with ends and amounts of every kind. */
beforeAll(async () => {
  telemetry = await openTestTelemetry();
  const units = ['E001', 'E002', 'E003'];
  const documents = Array.from({ length: 360 }, (_, i) => {
    const createdAt = minutesAgo(Math.floor(i / 3) + 1);
    const dischargeUnitId = units[i % 3] ?? '';
    const ids = {
      dealId: `deal-${(i * 7919) % 360}`,
      dischargeUnitId,
      chargeUnitId: units[(i + 1) % 3] ?? '',
      at: now,
    };
    const ends = [
      { deactivateDateTime: createdAt, stopDateTime: createdAt },
      { abortDateTime: createdAt, abortReason: 'E001 : dischargeUnitLowerLimitRsoc' },
      { scramDateTime: createdAt, abortDateTime: createdAt, deactivateDateTime: createdAt },
      { reportTime: Long.fromNumber(now.getTime() / 1000) },
      { reportTime: Long.fromNumber(now.getTime() / 1000 - 300) },
    ][i % 5];
    const startDateTime = i % 4 === 0 ? undefined : new Date(createdAt.getTime() - (i % 11) * 1_000);
    const cumulateAmountWh = i % 6 === 0 ? null : i % 9;
    return dealDocument(cluster, ids, { createDateTime: createdAt, startDateTime, cumulateAmountWh, ...ends });
  });
  await telemetry.db.collection('deal').insertMany([
    ...documents,
    // No deals as far as anybody can read them.
    { ...cluster, dealId: 7, dischargeUnitId: 'E001', chargeUnitId: 'E002', createDateTime: minutesAgo(5) },
    { ...cluster, dealId: 'no units', createDateTime: minutesAgo(5) },
  ]);
});
afterAll(() => telemetry.close());

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const collected: T[] = [];
  for await (const item of items) collected.push(item);
  return collected;
}

async function pages(search: DealSearch, order: DealOrder, limit: number): Promise<string[]> {
  const ids: string[] = [];
  let after: DealPosition | null = null;
  for (;;) {
    const page = await listDeals(telemetry, search, { order, after, limit });
    ids.push(...page.map(({ dealId }) => dealId));
    const last = page.at(-1);
    if (!last || page.length < limit) return ids;
    after = dealPosition(order, last);
  }
}

const orders = dealColumns.flatMap((by) => [true, false].map((isDescending): DealOrder => ({ by, isDescending })));

test.for(orders)('pages by $by (descending: $isDescending) bring each deal once, in order', async (order) => {
  for (const search of [all, { ...all, unitId: 'E001' }]) {
    const deals = await collect(streamDeals(telemetry, search));
    const expected = deals
      .map((deal) => dealPosition(order, deal))
      .sort((a, b) => comparePositions(order, a, b))
      .map(({ dealId }) => dealId);
    expect(await pages(search, order, 37)).toEqual(expected);
    expect(await countDeals(telemetry, search)).toBe(expected.length);
  }
});

test('a period includes its beginning and not its end', async () => {
  const ids = await pages(all, { by: 'created', isDescending: true }, 200);
  expect(ids).toHaveLength(180);
});

test.for(dealOutcomes)('those that are %s', async (outcome) => {
  const deals = await collect(streamDeals(telemetry, all));
  const expected = deals.filter((deal) => dealOutcome(deal, now) === outcome).map(({ dealId }) => dealId);
  const found = await collect(streamDeals(telemetry, { ...all, outcome }));
  expect(expected.length).toBeGreaterThan(10);
  expect(found.map(({ dealId }) => dealId).sort()).toEqual(expected.sort());
});

test('a text is looked for as it is, in any case of letters', async () => {
  expect(await countDeals(telemetry, { ...all, text: 'LOWERLIMIT' })).toBe(36);
  expect(await countDeals(telemetry, { ...all, text: 'e001' })).toBeGreaterThan(100);
  expect(await countDeals(telemetry, { ...all, text: '.*' })).toBe(0);
  expect(await countDeals(telemetry, { ...all, text: '(' })).toBe(0);
});

test('a page behind another is read from the index, without a sort', async () => {
  const order = { by: 'created', isDescending: true } as const;
  const after = { value: null, createdMs: minutesAgo(10).getTime(), dealId: 'deal-3' };
  for (const [search, indexName] of [
    [all, 'communityId_1_clusterId_1_createDateTime_1_dealId_1'],
    [{ ...all, unitId: 'E001' }, 'communityId_1_clusterId_1_dischargeUnitId_1_createDateTime_1_dealId_1'],
  ] as const) {
    const [filter = {}] = dealSearchFilters(search);
    for (const part of behind(filter, order, after)) {
      const cursor = telemetry.db.collection('deal').find(part).sort({ createDateTime: -1, dealId: -1 }).limit(5);
      const explained = await cursor.explain('executionStats');
      const plan = JSON.stringify(explained.queryPlanner.winningPlan);
      expect(plan).toContain(`"${indexName}"`);
      expect(plan).not.toContain('"SORT"');
      expect(explained.executionStats.totalDocsExamined).toBeLessThanOrEqual(5);
    }
  }
});

test('of a doubled deal, the one that was reported last', async () => {
  const ids = { dealId: 'doubled', dischargeUnitId: 'E001', chargeUnitId: 'E002' };
  const other = { communityId: `c_${randomUUID()}`, clusterId: 'k' };
  await telemetry.db
    .collection('deal')
    .insertMany([10, 0, 20].map((minutes) => dealDocument(other, { ...ids, at: minutesAgo(minutes) })));
  const found = await findDealDocument(telemetry, other, 'doubled');
  expect(found?.createDateTime).toEqual(new Date(now.getTime() - 120_000));
  expect(await findDealDocument(telemetry, cluster, 'doubled')).toBeNull();
});

test('the nearest deal outside a period without one', async () => {
  const empty = (from: number, to: number) => ({ from: minutesAgo(from), to: minutesAgo(to) });
  expect(await findNearestDealDate(telemetry, { cluster }, empty(200, 130))).toEqual(minutesAgo(120));
  expect(await findNearestDealDate(telemetry, { cluster, unitId: 'E001' }, empty(-10, -20))).toEqual(minutesAgo(1));
  expect(await findNearestDealDate(telemetry, { cluster, unitId: 'E404' }, empty(60, 0))).toBeNull();
});

test('deals by how their ids begin, as many as are asked for, none of another cluster', async () => {
  const find = async (start: string, limit = 5, of = cluster) =>
    (await listDealsByIdStart(telemetry, { cluster: of, start, limit })).map(({ dealId }) => dealId);
  expect(await find('deal-35')).toEqual(['deal-35', 'deal-350', 'deal-351', 'deal-352', 'deal-353']);
  expect(await find('deal-357')).toEqual(['deal-357']);
  expect(await find('deal-1', 2)).toEqual(['deal-1', 'deal-10']);
  expect(await find('DEAL-357')).toEqual([]);
  expect(await find('eal-357')).toEqual([]);
  expect(await find('no units'), 'no deal as far as anybody can read it').toEqual([]);
  expect(await find('deal-357', 5, { ...cluster, clusterId: 'other' })).toEqual([]);
});

test('a start of an id is served by the index of ids, without a scan or a sort', async () => {
  // An id of its own, as other tests make deals in the same store.
  const start = `start-${randomUUID()}`;
  const deals = Array.from({ length: 40 }, (_, i) =>
    dealDocument(cluster, {
      dischargeUnitId: 'E001',
      chargeUnitId: 'E002',
      dealId: `${start}-${i < 11 ? 'a' : 'b'}${i}`,
      at: minutesAgo(500),
    }),
  );
  await telemetry.db.collection('deal').insertMany(deals);
  const cursor = telemetry.db.collection('deal').find(dealIdStartFilter(cluster, `${start}-a`));
  const explained = await cursor.sort({ dealId: 1 }).limit(5).explain('executionStats');
  const plan = JSON.stringify(explained.queryPlanner.winningPlan);
  expect(plan).toContain('"dealId_1"');
  expect(plan).not.toMatch(/COLLSCAN|"SORT"/);
  expect(explained.executionStats.totalDocsExamined).toBeLessThanOrEqual(11);
});
