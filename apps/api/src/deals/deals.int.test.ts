import { makeCluster } from '@commonwatt/database/testing';
import type { DealEnergy } from '@commonwatt/domain/deal-energy';
import type { ClusterRef } from '@commonwatt/domain/refs';
import { dealDocument, unitDataDocument } from '@commonwatt/telemetry/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createBrowser, makeSignInUser, startTestServer, type TestBrowser, type TestServer } from '../testing.ts';
import type { DealRow } from './deal-row.ts';
import type { DealPeriodSums } from './read-period.ts';

let server: TestServer;
let staff: TestBrowser;
let cluster: ClusterRef;

// The clusters of tests are in Asia/Tokyo: 9 June begins at 15:00 UTC on the 8th.
const midnight = Date.parse('2026-06-08T15:00:00Z');
const at = (hours: number) => new Date(midnight + hours * 3_600_000);
const now = at(14.5);
const day = { fromDay: '2026-06-09', toDay: '2026-06-09' };

function deal(dealId: string, hours: number, [dischargeUnitId = '', chargeUnitId = '']: string[], parts: object = {}) {
  const created = at(hours);
  return dealDocument(
    cluster,
    { dealId, dischargeUnitId, chargeUnitId, at: created },
    {
      createDateTime: created,
      startDateTime: at(hours + 0.05),
      stopDateTime: at(hours + 0.2),
      deactivateDateTime: at(hours + 0.21),
      cumulateAmountWh: 50,
      ...parts,
    },
  );
}

beforeAll(async () => {
  server = await startTestServer();
  server.setNow(now);
  cluster = await makeCluster(server.database, ['E001', 'E002', 'E003']);
  await server.telemetry.db.collection('deal').insertMany([
    deal('yesterday', -1, ['E001', 'E002'], { cumulateAmountWh: 30 }),
    deal('morning', 9, ['E001', 'E002']),
    deal('morning-2', 9.5, ['E003', 'E002'], {
      cumulateAmountWh: 12.5,
      abortDateTime: at(9.7),
      abortReason: 'E003 : low',
    }),
    deal('scrammed', 10, ['E002', 'E001'], {
      cumulateAmountWh: null,
      scramDateTime: at(10.2),
      scramReason: '["a","b"]',
    }),
    deal('orphan', 11, ['E002', 'E003'], { cumulateAmountWh: 5, stopDateTime: null, deactivateDateTime: null }),
    deal('running', 14.4, ['E404', 'E001'], {
      cumulateAmountWh: 7,
      stopDateTime: null,
      deactivateDateTime: null,
      reportTime: Math.floor(now.getTime() / 1000) - 10,
    }),
  ]);
  staff = createBrowser(server);
  await staff.signIn((await makeSignInUser(server.database, { isStaff: true })).username);
});
afterAll(() => server.close());

async function ask<T>(path: string, input: object): Promise<T> {
  const answer = await staff.query(path, { cluster, ...input });
  expect(answer.error).toBeNull();
  return answer.data as T;
}

test('a day: hours, units, pairs and totals that add up', async () => {
  const sums = await ask<DealPeriodSums>('deals.period', day);
  expect(sums.bars).toHaveLength(24);
  const filled = sums.bars.filter(({ amountWh }) => amountWh !== null && amountWh > 0);
  expect(filled.map(({ hour, amountWh, dealCount }) => [hour, amountWh, dealCount])).toEqual([
    [9, 62.5, 2],
    [11, 5, 1],
    [14, 7, 1],
  ]);
  expect(sums.bars.slice(13, 16).map(({ amountWh }) => amountWh)).toEqual([0, 7, null]);
  expect(sums.units.map(({ unitId, gaveWh, receivedWh }) => [unitId, gaveWh, receivedWh])).toEqual([
    ['E001', 50, 7],
    ['E002', 5, 62.5],
    ['E003', 12.5, 5],
    ['E404', 7, 0],
  ]);
  expect(sums.totals).toEqual({
    amountWh: 74.5,
    dealCount: 5,
    completeCount: 1,
    abortedCount: 1,
    scramCount: 1,
    runningCount: 1,
    endUnknownCount: 1,
    typicalDurationMs: 0.15 * 3_600_000,
  });
  // The first deal ever to the last: 15.4 hours, one day.
  expect(sums.average).toMatchObject({ days: 1, wholeDay: 104.5 });
  expect(sums.average.byHour[23]).toBe(30);
});

test('several days are told by day, and a unit by its own deals', async () => {
  const sums = await ask<DealPeriodSums>('deals.period', {
    fromDay: '2026-06-08',
    toDay: '2026-06-10',
    unitId: 'E001',
  });
  expect(sums.bars.map(({ day, hour, amountWh }) => [day, hour, amountWh])).toEqual([
    ['2026-06-08', null, 30],
    ['2026-06-09', null, 57],
    ['2026-06-10', null, null],
  ]);
  expect(sums.pairs.map(({ dischargeUnitId, chargeUnitId }) => `${dischargeUnitId}>${chargeUnitId}`).sort()).toEqual([
    'E001>E002',
    'E002>E001',
    'E404>E001',
  ]);
});

test('a period without deals names the nearest day that has some; no deals at all make no average', async () => {
  const empty = await ask<DealPeriodSums>('deals.period', { fromDay: '2026-06-20', toDay: '2026-06-20' });
  expect(empty).toMatchObject({ nearestDay: '2026-06-09', totals: { dealCount: 0, typicalDurationMs: null } });
  const nobody = await ask<DealPeriodSums>('deals.period', { ...day, unitId: 'E999' });
  expect(nobody).toMatchObject({ nearestDay: null, average: { days: null, wholeDay: null } });
  expect(nobody.average.byHour).toEqual(Array.from({ length: 24 }, () => null));
});

type Page = { rows: DealRow[]; totalCount: number | null; nextCursor: string | null };

test('a list, page by page', async () => {
  const first = await ask<Page>('deals.list', { ...day, limit: 3 });
  expect([first.rows.map(({ dealId }) => dealId), first.totalCount]).toEqual([['running', 'orphan', 'scrammed'], 5]);
  expect(first.rows.map(({ outcome }) => outcome)).toEqual(['running', 'endUnknown', 'emergencyStop']);
  expect(first.rows[2]?.reasons).toEqual(['a', 'b']);
  const second = await ask<Page>('deals.list', { ...day, limit: 3, cursor: first.nextCursor });
  expect(second.rows.map(({ dealId }) => dealId)).toEqual(['morning-2', 'morning']);
  expect([second.totalCount, second.nextCursor]).toEqual([null, null]);
});

test('a list filtered and sorted', async () => {
  const list = async (input: object) =>
    (await ask<Page>('deals.list', { ...day, ...input })).rows.map((row) => row.dealId);
  expect(await list({ unitId: 'E003' })).toEqual(['orphan', 'morning-2']);
  expect(await list({ status: 'aborted' })).toEqual(['morning-2']);
  expect(await list({ search: 'MORN', sort: 'moved', order: 'ascending' })).toEqual(['morning-2', 'morning']);
  const hour = { from: at(9).toISOString(), to: at(10).toISOString() };
  expect(await list(hour)).toEqual(['morning-2', 'morning']);
  expect(await list({ from: at(-5).toISOString() }), 'never more than the days').toHaveLength(5);
  expect(await list({ from: at(11).toISOString(), to: at(9).toISOString() })).toEqual([]);
  expect(await list({ sort: 'giver', order: 'ascending' })).toEqual([
    'morning',
    'scrammed',
    'orphan',
    'morning-2',
    'running',
  ]);
});

test('one deal with its life and every field', async () => {
  type One = { row: DealRow; steps: { kind: string }[]; document: Record<string, unknown> };
  const { row, steps, document } = await ask<One>('deals.one', { dealId: 'morning-2' });
  expect(row).toMatchObject({ outcome: 'aborted', reasons: ['E003 : low'], cumulateAmountWh: 12.5 });
  expect(steps.map(({ kind }) => kind)).toEqual(['made', 'activated', 'started', 'aborted', 'stopped', 'closed']);
  expect(document).toMatchObject({ abortReason: 'E003 : low', dealGridCurrentA: 1 });
  const unknown = await staff.query('deals.one', { cluster, dealId: 'nowhere' });
  expect(unknown).toMatchObject({ status: 404, error: { message: expect.stringContaining('nowhere') } });
});

test('deals by how their ids begin, at any age; a start that tells nothing apart is refused', async () => {
  const rows = await ask<DealRow[]>('deals.byIdStart', { start: 'morn' });
  expect(rows.map(({ dealId, dischargeUnitId }) => [dealId, dischargeUnitId])).toEqual([
    ['morning', 'E001'],
    ['morning-2', 'E003'],
  ]);
  expect(await staff.query('deals.byIdStart', { cluster, start: 'mor' })).toMatchObject({ status: 400 });
});

test.for([
  ['a period that ends before it begins', { fromDay: '2026-06-10', toDay: '2026-06-09' }, 'before it begins'],
  ['more than 400 days', { fromDay: '2024-01-01', toDay: '2026-06-09' }, '400 days'],
  ['a status that is none', { ...day, status: 'late' }, 'status'],
  ['a cursor that is none of ours', { ...day, cursor: 'x' }, 'nextCursor'],
  ['a cursor beyond all time', { ...day, cursor: Buffer.from('[1,9e99,"x"]').toString('base64url') }, 'nextCursor'],
  ['a page of nothing', { ...day, limit: 0 }, 'limit'],
] as const)('%s is refused in words', async ([, input, message]) => {
  const answer = await staff.query('deals.list', { cluster, ...input });
  expect(answer).toMatchObject({ status: 400, error: { message: expect.stringContaining(message) } });
});

test('of a deal that both sides measured it is told what was lost on the way; of others nothing is made up', async () => {
  const report = (unitId: string, wb: number, minute: number) =>
    unitDataDocument({ ...cluster, unitId }, at(9.05 + minute / 60), { dcdc: { meter: { wb } } });
  const minutes = Array.from({ length: 12 }, (_, i) => i - 1);
  await server.telemetry.db
    .collection('unitData')
    .insertMany(minutes.flatMap((minute) => [report('E001', -440, minute), report('E002', 330, minute)]));
  // 440 W for nine minutes; the receiver counted 50 Wh.
  const { energy } = await ask<{ energy: DealEnergy }>('deals.one', { dealId: 'morning' });
  expect(energy.receivedWh).toBe(50);
  expect(energy.gaveWh).toBeCloseTo(66, 1);
  expect(energy.lostWh).toBeCloseTo(energy.gaveWh - 50, 10);
  for (const dealId of ['yesterday', 'running', 'scrammed']) {
    expect(await ask('deals.one', { dealId })).toMatchObject({ energy: null });
  }
});
