import { randomUUID } from 'node:crypto';
import type { Document, Filter } from 'mongodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dealDaysFilter, dealMonthsFilter } from './deal-sums.ts';
import {
  dealsMadeFilter,
  dealsReportedSinceFilter,
  listDealsReportedSince,
  listLiveDeals,
  sumUnitDeals,
  unitDealsFilter,
} from './deals.ts';
import { downtimeDocument, downtimesFilters } from './downtimes.ts';
import { energyDaysFilter } from './energy-days.ts';
import { modeSamplesFromFilter, reportedBetweenFilter, sampleBeforeFilter } from './mode-samples.ts';
import { newestReportFilter } from './newest-report.ts';
import type { Telemetry } from './telemetry.ts';
import { dealDocument, openTestTelemetry, unitDataDocument } from './testing.ts';
import {
  clusterFilter,
  findNewestUnitDocument,
  listNewestDataset,
  listNewestFlows,
  listNewestSamples,
  listReportingUnitIds,
  listUnitDataSince,
  listUnitReadings,
  newestFlowsFilter,
  newestSamplesFilter,
  unitDataSinceFilter,
  unitFilter,
  unitReadingsFilter,
} from './unit-data.ts';
import { listUnitDetails } from './unit-details.ts';

let telemetry: Telemetry;
const cluster = { communityId: `c_${randomUUID()}`, clusterId: 'k' };
const unit = { ...cluster, unitId: 'E001' };
const other = { ...cluster, unitId: 'E002' };
const now = new Date('2026-06-09T05:32:00Z');
const before = (seconds: number) => new Date(now.getTime() - seconds * 1_000);

beforeAll(async () => {
  telemetry = await openTestTelemetry();
  const documents = Array.from({ length: 200 }, (_, i) => [
    unitDataDocument(unit, before(i * 30)),
    unitDataDocument(other, before(i * 30)),
  ]).flat();
  await telemetry.db.collection('unitData').insertMany([
    ...documents,
    // What real writers also produce: no time, no datasetId, a wrong id. All of them are skipped, none of them hurts.
    { oesunit: { ...cluster, id: 'E003' } },
    { oesunit: { ...cluster, id: 42 }, datasetId: now.getTime() },
    { oesunit: { ...cluster, id: 'E001' }, datasetId: 'yesterday', time: before(10) },
  ]);
  const downtime = (downMs: number, recoveryMs: number | null) =>
    downtimeDocument(unit, { downMs, recoveryMs, cause: 'loss' });
  await telemetry.db
    .collection('downtime')
    .insertMany([
      downtime(before(3_600).getTime(), before(3_000).getTime()),
      downtime(before(90).getTime(), null),
    ] as never[]);
  const deal = (dealId: string, at: Date, parts: object = {}) =>
    dealDocument(cluster, { dealId, dischargeUnitId: 'E001', chargeUnitId: 'E002', at }, parts);
  await telemetry.db
    .collection('deal')
    .insertMany([
      deal('live', before(10)),
      deal('orphan', before(301)),
      deal('finished', before(20), { deactivateDateTime: before(20), cumulateAmountWh: 51 }),
      deal('null-date', before(20), { deactivateDateTime: null, cumulateAmountWh: 'n/a' }),
      { ...cluster, dealId: 'odd', reportTime: Math.floor(now.getTime() / 1000) },
    ]);
});
afterAll(() => telemetry.close());

const [openDowntimes, endedDowntimes] = downtimesFilters({ cluster, from: before(60), to: now });
const [, partOfDowntimes] = downtimesFilters({ cluster, from: before(365 * 86_400), to: now });

type Plan = { stage?: string; indexName?: string; inputStage?: Plan; inputStages?: Plan[] };

function stages(plan: Plan | undefined): Plan[] {
  return plan ? [plan, ...stages(plan.inputStage), ...(plan.inputStages ?? []).flatMap(stages)] : [];
}

async function explain(collection: string, filter: Filter<Document>, sort?: Document, limit = 0) {
  let cursor = telemetry.db.collection(collection).find(filter);
  if (sort) cursor = cursor.sort(sort as Record<string, 1 | -1>);
  const explained = await cursor.limit(limit).explain('executionStats');
  const all = stages(explained.queryPlanner.winningPlan);
  return {
    indexNames: all.flatMap((stage) => (stage.indexName ? [stage.indexName] : [])),
    isScanned: all.some((stage) => stage.stage === 'COLLSCAN'),
    isSorted: all.some((stage) => stage.stage === 'SORT'),
    examined: explained.executionStats.totalDocsExamined as number,
  };
}

const unitTime = 'oesunit.communityId_1_oesunit.clusterId_1_oesunit.id_1_time_1';
const unitDataset = 'oesunit.communityId_1_oesunit.clusterId_1_oesunit.id_1_datasetId_1';
const clusterDataset = 'oesunit.communityId_1_oesunit.clusterId_1_datasetId_1';

test.for([
  ['newest samples of a unit', 'unitData', unitFilter(unit), { datasetId: -1 }, 8, unitDataset, 8],
  [
    'unit data since',
    'unitData',
    unitDataSinceFilter(cluster, before(60).getTime()),
    { datasetId: 1 },
    0,
    clusterDataset,
    7,
  ],
  ['newest report of a cluster', 'unitData', newestReportFilter(cluster), { datasetId: -1 }, 1, clusterDataset, 1],
  [
    'flows of the newest reports',
    'unitData',
    newestFlowsFilter(cluster, before(0).getTime()),
    { datasetId: -1 },
    0,
    clusterDataset,
    3,
  ],
  [
    'newest samples of a unit before',
    'unitData',
    newestSamplesFilter(unit, before(60).getTime()),
    { datasetId: -1 },
    2,
    unitDataset,
    2,
  ],
  [
    'unit data of a span',
    'unitData',
    unitDataSinceFilter(cluster, before(60).getTime(), now.getTime()),
    { datasetId: 1 },
    0,
    clusterDataset,
    6,
  ],
  [
    'deals made',
    'deal',
    dealsMadeFilter(cluster, before(3_600), now),
    { createDateTime: 1 },
    0,
    'communityId_1_clusterId_1_createDateTime_1_reportTime_1',
    4,
  ],
  ['readings of a unit', 'unitData', unitReadingsFilter(unit, before(300), now), { time: 1 }, 0, unitTime, 11],
  ['a reading of a slot', 'unitData', unitReadingsFilter(unit, before(3_600), now), { time: 1 }, 3, unitTime, 3],
  [
    'kept days of energy of a unit',
    'energyDay',
    energyDaysFilter(unit, { fromMs: before(2_592_000).getTime(), toMs: now.getTime() }),
    { day: 1 },
    0,
    'communityId_1_clusterId_1_unitId_1_day_1',
    0,
  ],
  [
    'deals reported since',
    'deal',
    dealsReportedSinceFilter(cluster, before(60)),
    undefined,
    0,
    'communityId_1_clusterId_1_reportTime_1',
    4,
  ],
  [
    'deals of a unit',
    'deal',
    unitDealsFilter(unit, 'dischargeUnitId', before(3_600), now),
    undefined,
    0,
    'communityId_1_clusterId_1_dischargeUnitId_1_createDateTime_1_dealId_1',
    4,
  ],
  [
    'samples before an instant',
    'unitData',
    sampleBeforeFilter(unit, before(30).getTime()),
    { time: -1 },
    1,
    unitTime,
    1,
  ],
  [
    'samples from an instant',
    'unitData',
    modeSamplesFromFilter(unit, before(60).getTime()),
    { time: 1 },
    0,
    unitTime,
    4,
  ],
  [
    'reports of an hour',
    'unitData',
    reportedBetweenFilter(cluster, before(60).getTime(), now.getTime()),
    undefined,
    0,
    clusterDataset,
    5,
  ],
  [
    'downtimes of a cluster that are not over',
    'downtime',
    openDowntimes,
    undefined,
    0,
    'communityId_1_clusterId_1_recoveryDateTime_1_downDateTime_1',
    1,
  ],
  [
    'downtimes of a cluster that were over in a period',
    'downtime',
    endedDowntimes,
    undefined,
    0,
    'communityId_1_clusterId_1_recoveryDateTime_1_downDateTime_1',
    0,
  ],
  [
    'downtimes of a cluster that were over in a part of a long period',
    'downtime',
    partOfDowntimes,
    undefined,
    0,
    'communityId_1_clusterId_1_recoveryDateTime_1_downDateTime_1',
    0,
  ],
  [
    'sums of days of deals',
    'dealDay',
    dealDaysFilter(cluster, { fromMs: before(3_600).getTime(), toMs: now.getTime() }),
    { day: 1 },
    0,
    'communityId_1_clusterId_1_day_1',
    0,
  ],
  [
    'sums of months of deals',
    'dealMonth',
    dealMonthsFilter(cluster, null, now.getTime()),
    undefined,
    0,
    'communityId_1_clusterId_1_unitId_1_month_1',
    0,
  ],
  ['a deal by its id, as apis-ccc asks', 'deal', { dealId: 'live' }, undefined, 1, 'dealId_1', 1],
] as const)(
  '%s: served by its index, without a scan or a sort',
  async ([, collection, filter, sort, limit, index, most]) => {
    const plan = await explain(collection, filter as Filter<Document>, sort, limit);
    expect(plan).toMatchObject({ indexNames: [index], isScanned: false, isSorted: false });
    expect(plan.examined).toBeLessThanOrEqual(most);
  },
);

test('the newest reports of a cluster: those of one cycle, with what flows', async () => {
  const flows = await listNewestFlows(telemetry, cluster, now.getTime());
  expect(flows.map(({ ref }) => ref.unitId).sort()).toEqual(['E001', 'E002']);
  expect(flows[0]).toMatchObject({ solarW: 1_200, loadW: 300, dcGridW: 0, dcGridV: 350.1, rsocPercent: null });
});

test('unit ids come from the index', async () => {
  const explained = await telemetry.db.command({
    explain: { distinct: 'unitData', key: 'oesunit.id', query: clusterFilter(cluster) },
    verbosity: 'executionStats',
  });
  expect(stages(explained.queryPlanner.winningPlan).some((stage) => stage.stage === 'COLLSCAN')).toBe(false);
  expect((await listReportingUnitIds(telemetry, cluster)).sort()).toEqual(['E001', 'E002', 'E003']);
});

test('newest samples are oldest first and skip what cannot be read', async () => {
  const samples = await listNewestSamples(telemetry, { unit, count: 4 });
  const times = samples.map((sample) => sample.datasetAt.getTime());
  expect(times).toEqual([...times].sort((a, b) => a - b));
  expect(times.at(-1)).toBe(now.getTime());
  expect(await listNewestSamples(telemetry, { unit: { ...cluster, unitId: 'E404' }, count: 4 })).toEqual([]);
});

test('unit data since include the instant itself, and count what was skipped', async () => {
  const counted = telemetry.unreadable.counts().unitData ?? 0;
  const samples = await listUnitDataSince(telemetry, { cluster, sinceMs: before(30).getTime() });
  expect(samples.map((sample) => sample.ref.unitId).sort()).toEqual(['E001', 'E001', 'E002', 'E002']);
  expect((telemetry.unreadable.counts().unitData ?? 0) - counted).toBe(1);
});

test('readings carry what charts draw; a range includes its start and not its end', async () => {
  const readings = await listUnitReadings(telemetry, { unit, from: before(60), to: now });
  expect(readings.map((reading) => reading.at)).toEqual([before(60), before(30)]);
  expect(readings[0]).toMatchObject({ rsocPercent: 50.5, solarW: 1200, loadW: 300, batteryW: 200, dcGridW: 0 });
});

test('the newest document of a unit comes with every field but its _id', async () => {
  const document = await findNewestUnitDocument(telemetry, other);
  expect(document).toMatchObject({ dcdc: { meter: { vg: 350.1 } }, oesunit: { budo: '1' } });
  expect(document).not.toHaveProperty('_id');
});

test('details of units are those of their newest document; who never reported has none', async () => {
  const details = await listUnitDetails(telemetry, { cluster, unitIds: [other.unitId, 'E404'] });
  expect(details).toEqual([
    {
      unitId: other.unitId,
      batteryV: 51,
      batteryA: 0,
      loadV: null,
      acGridV: null,
      version: null,
    },
  ]);
});

test('the newest report cycle holds only who was part of it', async () => {
  const own = { communityId: `c_${randomUUID()}`, clusterId: 'k' };
  await telemetry.db
    .collection('unitData')
    .insertMany([
      unitDataDocument({ ...own, unitId: 'E001' }, before(60)),
      unitDataDocument({ ...own, unitId: 'E002' }, before(60)),
      unitDataDocument({ ...own, unitId: 'E001' }, before(30)),
    ]);
  const documents = await listNewestDataset(telemetry, own);
  expect(documents.map(({ oesunit, datasetId }) => [oesunit.id, datasetId])).toEqual([['E001', before(30).getTime()]]);
  expect(documents[0]).not.toHaveProperty('_id');
  expect(await listNewestDataset(telemetry, { ...own, clusterId: 'empty' })).toEqual([]);
});

test('live deals are neither finished nor orphaned; a null end is no end', async () => {
  const live = await listLiveDeals(telemetry, { cluster, now });
  expect(live.map((deal) => deal.dealId).sort()).toEqual(['live', 'null-date']);
});

test('deals reported since include finished ones', async () => {
  const deals = await listDealsReportedSince(telemetry, { cluster, since: before(20) });
  expect(deals.map((deal) => deal.dealId).sort()).toEqual(['finished', 'live', 'null-date']);
});

test('what a unit gave and received is summed by side; an amount that is no number counts as 0', async () => {
  const range = { from: before(3_600), to: now };
  expect(await sumUnitDeals(telemetry, { unit, ...range })).toEqual({ gaveWh: 12.5 + 12.5 + 51, receivedWh: 0 });
  expect(await sumUnitDeals(telemetry, { unit: other, ...range })).toMatchObject({ gaveWh: 0, receivedWh: 76 });
});

test('a unit in the place of its cluster does not narrow what is read of the cluster', () => {
  expect(dealsReportedSinceFilter(unit, now)).toEqual(dealsReportedSinceFilter(cluster, now));
});
