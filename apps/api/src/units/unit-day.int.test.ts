import { chooseScenario } from '@commonwatt/database/scenarios';
import { makeCluster } from '@commonwatt/database/testing';
import type { ClusterRef, UnitRef } from '@commonwatt/domain/refs';
import { dealDocument, unitDataDocument } from '@commonwatt/telemetry/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createBrowser, makeSignInUser, startTestServer, type TestBrowser, type TestServer } from '../testing.ts';
import type { UnitDay } from './unit-day.ts';

let server: TestServer;
let staff: TestBrowser;
let cluster: ClusterRef;
let home: UnitRef;

const now = new Date('2026-06-09T05:32:00Z'); // 14:32 in Tokyo
const before = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
const limit = (limitWh: number) => ({ limitWh, pointPerWh: 10 });
/** Asks below the one level and gives above the other, Wh. */
const plan = (asksBelow: number, givesAbove: number) =>
  JSON.stringify({
    acceptSelection: { strategy: 'amount' },
    '00:00:00-24:00:00': {
      batteryStatus: {
        [`${givesAbove}-`]: 'high',
        [`${asksBelow}-${givesAbove}`]: 'middle',
        [`-${asksBelow}`]: 'low',
      },
      request: { high: { discharge: limit(givesAbove) }, low: { charge: limit(asksBelow) } },
      accept: { middle: {} },
    },
  });

beforeAll(async () => {
  server = await startTestServer();
  server.setNow(now);
  const { database, telemetry } = server;
  cluster = await makeCluster(database, ['E001', 'E002', 'E003']);
  home = { ...cluster, unitId: 'E001' };
  const make = async (name: string, data: string) =>
    (await database.scenario.create({ data: { communityCode: cluster.communityId, name, data } })).id;
  const careful = await make('careful', plan(960, 3_840));
  const open = await make('open', plan(2_400, 2_880));
  const broken = await make('broken', 'not json');
  const choose = (scenarioId: number | null, minutes: number) =>
    chooseScenario(database, { unit: home, scenarioId, now: before(minutes) });
  await choose(open, 5_000);
  await choose(careful, 3_000);
  await choose(null, 600);
  await choose(open, 300);
  await choose(broken, 60);
  const unitData = [600, 595, 590].map((minutes) => unitDataDocument(home, before(minutes)));
  await telemetry.db.collection('unitData').insertMany(unitData);
  const deal = (dealId: string, from: string, to: string, madeMinutes: number, parts: object) =>
    dealDocument(cluster, { dealId, dischargeUnitId: from, chargeUnitId: to, at: before(madeMinutes) }, parts);
  const lasting = (startMinutes: number, stopMinutes: number) => ({
    startDateTime: before(startMinutes),
    stopDateTime: before(stopMinutes),
    deactivateDateTime: before(stopMinutes),
    cumulateAmountWh: 60,
  });
  await telemetry.db
    .collection('deal')
    .insertMany([
      deal('gave', 'E001', 'E002', 100, lasting(100, 90)),
      deal('received', 'E003', 'E001', 50, lasting(50, 40)),
      deal('acrossTheBeginning', 'E001', 'E003', 24 * 60 + 10, lasting(24 * 60 + 10, 24 * 60 - 10)),
      deal('over', 'E001', 'E003', 24 * 60 + 60, lasting(24 * 60 + 60, 24 * 60 + 50)),
      deal('ofOthers', 'E002', 'E003', 80, lasting(80, 70)),
      deal('neverStarted', 'E001', 'E002', 30, { startDateTime: '--' }),
    ]);
  staff = createBrowser(server);
  await staff.signIn((await makeSignInUser(database, { isStaff: true })).username);
});
afterAll(() => server.close());

const ask = async (input: object) => await staff.query('units.day', { cluster, unitId: 'E001', hours: 24, ...input });
const agoOf = (atMs: number) => (now.getTime() - atMs) / 60_000;

test('a day tells with whom a unit shared, and how much at a time', async () => {
  const { sharing, series } = (await ask({})).data as UnitDay;
  expect(series.solarW.map(({ value }) => value)).toEqual([1_200, 1_200]);
  expect(
    sharing.map(({ dealId, direction, otherUnitId, powerW, fromMs, toMs }) => [
      dealId,
      direction,
      otherUnitId,
      powerW,
      agoOf(fromMs),
      agoOf(toMs),
    ]),
  ).toEqual([
    ['received', 'received', 'E003', 360, 50, 40],
    ['gave', 'gave', 'E002', 360, 100, 90],
    ['acrossTheBeginning', 'gave', 'E003', 180, 1_450, 1_430],
  ]);
});

test('the levels are those of the plan of each time, in percent; where there is none, or no readable one, is none', async () => {
  const { plan: levels } = (await ask({})).data as UnitDay;
  const told = (line: UnitDay['series']['solarW'] = []) => line.map(({ atMs, value }) => [agoOf(atMs), value]);
  expect(told(levels?.asksBelow)).toEqual([
    [1_440, 20],
    [600, null],
    [300, 50],
    [60, null],
  ]);
  expect(told(levels?.givesAbove)).toEqual([
    [1_440, 80],
    [600, null],
    [300, 60],
    [60, null],
  ]);
});

test('a day up to an earlier instant has the plan and the deals of then', async () => {
  const { plan: levels, sharing } = (await ask({ hours: 1, untilMs: before(4_000).getTime() })).data as UnitDay;
  expect(levels?.asksBelow.map(({ value }) => value)).toEqual([50, null]);
  expect(sharing).toEqual([]);
});

test('a unit that never reported has no levels; one that there is not is refused', async () => {
  expect((await ask({ unitId: 'E002' })).data).toMatchObject({ plan: null, series: { solarW: [] } });
  expect(await ask({ unitId: 'E404' })).toMatchObject({ status: 404 });
  expect(await ask({ hours: 49 })).toMatchObject({ status: 400 });
});
