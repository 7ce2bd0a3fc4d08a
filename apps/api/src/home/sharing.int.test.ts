import { makeCluster } from '@commonwatt/database/testing';
import type { HourlySharing } from '@commonwatt/domain/home-sharing';
import type { ClusterRef } from '@commonwatt/domain/refs';
import { dealDocument, unitDataDocument } from '@commonwatt/telemetry/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createBrowser, makeSignInUser, startTestServer, type TestBrowser, type TestServer } from '../testing.ts';
import type { HomeDealPage } from './deals.ts';
import type { HomeEnergy } from './energy.ts';
import type { HomeSharing } from './sharing.ts';

let server: TestServer;
let resident: TestBrowser;
let cluster: ClusterRef;

// The clusters of tests are in Asia/Tokyo: 9 June begins at 15:00 UTC on the 8th.
const midnight = Date.parse('2026-06-08T15:00:00Z');
const at = (hours: number) => new Date(midnight + hours * 3_600_000);
const day = { fromDay: '2026-06-09', toDay: '2026-06-09' };
const others = ['E002', 'E003', 'E004', 'E005', 'E006'];

function deal(dealId: string, hours: number, dischargeUnitId: string, chargeUnitId: string, cumulateAmountWh: number) {
  const times = { startDateTime: at(hours), stopDateTime: at(hours + 0.1), deactivateDateTime: at(hours + 0.2) };
  return dealDocument(
    cluster,
    { dealId, dischargeUnitId, chargeUnitId, at: at(hours) },
    { createDateTime: at(hours), cumulateAmountWh, ...times },
  );
}

async function insert(...documents: object[]): Promise<void> {
  await server.telemetry.db.collection('deal').insertMany(documents);
}

beforeAll(async () => {
  server = await startTestServer();
  server.setNow(at(14.5));
  cluster = await makeCluster(server.database, ['E001', ...others]);
  // Two days before today, of which the sums are divided by two.
  await insert(
    deal('first', -48, 'E002', 'E003', 400),
    deal('own-before', -20, 'E001', 'E004', 100),
    deal('gave', 9, 'E001', 'E002', 50),
    deal('received', 10, 'E003', 'E001', 20),
    deal('foreign', 10, 'E002', 'E003', 99),
  );
  const samples = Array.from({ length: 7 }, (_, i) => unitDataDocument({ ...cluster, unitId: 'E001' }, at(9 + i / 12)));
  await server.telemetry.db.collection('unitData').insertMany(samples);
  resident = createBrowser(server);
  await resident.signIn(
    (await makeSignInUser(server.database, {}, [{ ...cluster, unitId: 'E001' }])).username,
    'resident',
  );
});
afterAll(() => server.close());

async function ask<T>(path: string, input: object): Promise<T> {
  const answer = await resident.query(path, { home: { ...cluster, unitId: 'E001' }, ...input });
  expect(answer.error).toBeNull();
  return answer.data as T;
}

const filled = ({ gaveWh, receivedWh }: HourlySharing) =>
  gaveWh.flatMap((gave, hour) => (gave || receivedWh[hour] ? [[hour, gave, receivedWh[hour]]] : []));

test('a day by hour, with the own average and none of others while they are few', async () => {
  const { bars, totals, ownAverage, otherAverage } = await ask<HomeSharing>('home.sharing', day);
  expect(totals).toEqual({ gaveWh: 50, receivedWh: 20, dealCount: 2 });
  expect(bars.slice(8, 11).map(({ hour, gaveWh, receivedWh }) => [hour, gaveWh, receivedWh])).toEqual([
    [8, 0, 0],
    [9, 50, 0],
    [10, 0, 20],
  ]);
  expect(bars[15]).toMatchObject({ gaveWh: null, receivedWh: null });
  // 20 hours before midnight is four o'clock; it is the only day before today since the first own deal.
  expect(ownAverage && filled(ownAverage)).toEqual([[4, 100, 0]]);
  expect(otherAverage).toBeNull();
});

test('five other homes that trade make an average: of whole days before today, and in whole Wh', async () => {
  await insert(deal('fifth', -47, 'E005', 'E006', 55));
  const { otherAverage } = await ask<HomeSharing>('home.sharing', day);
  expect(otherAverage && filled(otherAverage)).toEqual([
    [0, 40, 40],
    [1, 6, 6],
    [4, 0, 10],
  ]);
});

test('a day without deals names the nearest that has some', async () => {
  const { nearestDay } = await ask<HomeSharing>('home.sharing', { fromDay: '2026-05-01', toDay: '2026-05-31' });
  expect(nearestDay).toBe('2026-06-08');
});

test.for([
  ['day', 24],
  ['week', 7],
  ['month', 30],
  ['year', 12],
] as const)('the energy of a %s', async ([kind, bars]) => {
  const energy = await ask<HomeEnergy>('home.energy', { kind, day: '2026-06-09' });
  expect(energy.bars).toHaveLength(bars);
  // Half an hour at 1200 W of sun and 300 W of use; nothing is known of the rest.
  const known = energy.bars.filter(({ solarWh }) => solarWh !== null);
  expect(known.map(({ solarWh, usedWh }) => [solarWh && Math.round(solarWh), usedWh && Math.round(usedWh)])).toEqual([
    [600, 150],
  ]);
  const gaveWh = kind === 'day' ? 50 : 150;
  expect(energy.totals).toMatchObject({ gaveWh, receivedWh: 20 });
  const add = (key: 'gaveWh' | 'receivedWh') => energy.bars.reduce((sum, bar) => sum + (bar[key] ?? 0), 0);
  expect([add('gaveWh'), add('receivedWh')]).toEqual([gaveWh, 20]);
});

test('only the own deals are listed, page by page, and one is told step by step', async () => {
  const first = await ask<HomeDealPage>('home.deals', { ...day, fromDay: '2026-06-01', limit: 2 });
  expect([first.rows.map(({ dealId }) => dealId), first.totalCount]).toEqual([['received', 'gave'], 3]);
  const second = await ask<HomeDealPage>('home.deals', {
    ...day,
    fromDay: '2026-06-01',
    limit: 2,
    cursor: first.nextCursor,
  });
  expect([second.rows.map(({ dealId }) => dealId), second.nextCursor]).toEqual([['own-before'], null]);
  const one = await ask<object>('home.deal', { dealId: 'gave' });
  expect(one).toMatchObject({ direction: 'gave', movedWh: 50, askedBy: 'neighbour', outcome: 'complete' });
  expect(JSON.stringify([first, second, one])).not.toMatch(/E00[2-6]/);
});

test.for(['foreign', 'nowhere'])('the deal %s is not there', async (dealId) => {
  const answer = await resident.query('home.deal', { home: { ...cluster, unitId: 'E001' }, dealId });
  expect(answer).toMatchObject({ status: 404, error: { message: 'Your home has no such deal' } });
});
