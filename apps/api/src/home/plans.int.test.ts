import { makeCluster, uniqueName } from '@commonwatt/database/testing';
import type { UnitRef } from '@commonwatt/domain/refs';
import { dealDocument, unitDataDocument } from '@commonwatt/telemetry/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DatedWeek } from '../scenarios/preview-week.ts';
import { createBrowser, makeSignInUser, startTestServer, type TestBrowser, type TestServer } from '../testing.ts';
import type { PlanList } from './plans.ts';

let server: TestServer;
let browser: TestBrowser;
let username: string;
let home: UnitRef;
let other: UnitRef;
const ids: Record<string, number> = {};
const now = new Date('2026-06-09T05:32:00Z'); // 14:32 in Tokyo
const before = (minutes: number) => new Date(now.getTime() - minutes * 60_000);

const limit = (limitWh: number) => ({ limitWh, pointPerWh: 10 });
const balanced = JSON.stringify({
  acceptSelection: { strategy: 'amount' },
  '00:00:00-24:00:00': {
    batteryStatus: { '3000-': 'high', '2000-3000': 'middle', '-2000': 'low' },
    request: { high: { discharge: limit(3_000) }, low: { charge: { ...limit(2_400), pairUnitId: 'E002' } } },
    accept: { middle: {} },
  },
});

beforeAll(async () => {
  server = await startTestServer();
  server.setNow(now);
  const { database, telemetry } = server;
  const cluster = await makeCluster(database, ['E001', 'E002']);
  home = { ...cluster, unitId: 'E001' };
  other = { ...cluster, unitId: 'E002' };
  ({ username } = await makeSignInUser(database, {}, [home]));
  browser = createBrowser(server);
  expect((await browser.signIn(username, 'resident')).error).toBeNull();
  const scope = { communityCode: cluster.communityId, clusterCode: cluster.clusterId };
  const make = async (name: string, data: string, unitCode: string | null = null) => {
    ids[name] = (await database.scenario.create({ data: { ...scope, unitCode, name, description: name, data } })).id;
  };
  await make('Balanced', balanced);
  await make('Broken', 'not json');
  await make('Own', '{ "00:00:00-24:00:00": { "batteryStatus": { "-": "any" }, "request": { "any": {} } } }', 'E001');
  await make('Foreign', balanced, 'E002');
  const report = (unit: UnitRef, at: Date, rsoc: number) =>
    unitDataDocument(unit, at, { battery: { rsoc }, apis: { remaining_capacity_wh: Math.trunc(rsoc * 48) } });
  await telemetry.db.collection('unitData').insertMany([
    report(home, before(30), 75), // 3,600 Wh
    report(home, before(20), 70), // 3,360 Wh
    report(home, before(10), 25), // 1,200 Wh
    report(home, before(5), 50), // 2,400 Wh
  ]);
  const deal = dealDocument(cluster, {
    dealId: uniqueName('deal'),
    dischargeUnitId: 'E001',
    chargeUnitId: 'E002',
    at: before(25),
  });
  await telemetry.db.collection('deal').insertOne({ ...deal, cumulateAmountWh: 80 });
});
afterAll(() => server.close());

async function plans(): Promise<PlanList> {
  const { data, error } = await browser.query('home.plans', { home });
  expect(error).toBeNull();
  return data as PlanList;
}

const choose = (scenarioId: number | null | undefined) => browser.mutate('home.choosePlan', { home, scenarioId });

test('the plans of a home: those it may choose, as pictures up to a full battery', async () => {
  const list = await plans();
  expect(list).toMatchObject({ capacityWh: 4_800, topWh: 4_800, current: null });
  const ours = list.plans.filter(({ id }) => Object.values(ids).includes(id));
  expect(ours.map(({ name, isAvailable, isFaulty }) => [name, isAvailable, isFaulty])).toEqual([
    ['Balanced', true, false],
    ['Broken', true, true],
    ['Own', true, false],
  ]);
  expect(ours[0]?.slots?.[0]?.bands.map(({ act, lowerWh }) => [act, lowerWh])).toEqual([
    ['offers', 3_000],
    ['keeps', 2_000],
    ['asks', 0],
  ]);
  expect(ours[1]?.slots).toBeNull();
});

test('a plan does not tell which neighbour it deals with', async () => {
  expect(JSON.stringify(await plans())).not.toContain('E002');
});

test('choosing, choosing the same, undoing and un-choosing; each change is in the audit trail', async () => {
  expect((await choose(ids.Balanced)).data).toEqual({ hasChanged: true, previousId: null });
  expect((await plans()).current).toEqual({ scenarioId: ids.Balanced, since: now, fetch: null });
  expect((await choose(ids.Balanced)).data).toEqual({ hasChanged: false, previousId: ids.Balanced });
  expect((await choose(ids.Own)).data).toEqual({ hasChanged: true, previousId: ids.Balanced });
  expect((await choose(null)).data).toEqual({ hasChanged: true, previousId: ids.Own });
  expect((await plans()).current).toEqual({ scenarioId: null, since: now, fetch: null });
  const events = await server.database.auditEvent.findMany({
    where: { actorName: username, action: 'scenario.choose' },
    orderBy: { id: 'asc' },
  });
  expect(events.map(({ before: was, after }) => [was, after])).toEqual([
    [{ scenarioId: null }, { scenarioId: ids.Balanced }],
    [{ scenarioId: ids.Balanced }, { scenarioId: ids.Own }],
    [{ scenarioId: ids.Own }, { scenarioId: null }],
  ]);
});

test.for(['Foreign', 'nothing'])('%s cannot be chosen and is not previewed', async (name) => {
  const scenarioId = ids[name] ?? 2_000_000_000;
  expect((await choose(scenarioId)).error).toMatchObject({
    code: 'BAD_REQUEST',
    message: 'Your home has no such plan',
  });
  expect((await browser.query('home.planPreview', { home, scenarioId })).error).toMatchObject({ code: 'BAD_REQUEST' });
});

test('a plan that is in force stays listed when its scope was narrowed, and is not lost by choosing it again', async () => {
  await choose(ids.Balanced);
  await server.database.scenario.update({ where: { id: ids.Balanced ?? 0 }, data: { unitCode: 'E002' } });
  expect((await plans()).plans.filter(({ name }) => name === 'Balanced')).toMatchObject([
    { id: ids.Balanced, isAvailable: false },
  ]);
  expect((await choose(ids.Balanced)).data).toEqual({ hasChanged: false, previousId: ids.Balanced });
  await server.database.scenario.update({ where: { id: ids.Balanced ?? 0 }, data: { unitCode: null } });
});

test('the preview is what the home would have wished for, and what really was', async () => {
  const { data, error } = await browser.query('home.planPreview', { home, scenarioId: ids.Balanced });
  expect(error).toBeNull();
  const nothing = { durationMs: 0, times: 0, amountWh: 0 };
  expect(data as DatedWeek).toEqual({
    from: before(7 * 24 * 60),
    to: now,
    coveredMs: 25 * 60_000,
    wishes: {
      offers: { durationMs: 20 * 60_000, times: 1, amountWh: 600 },
      gives: nothing,
      takes: nothing,
      asks: { durationMs: 5 * 60_000, times: 1, amountWh: 1_200 },
    },
    gaveWh: 80,
    receivedWh: 0,
  });
});

test('a plan that is no scenario has no preview, and says why', async () => {
  const { error } = await browser.query('home.planPreview', { home, scenarioId: ids.Broken });
  expect(error).toMatchObject({ code: 'PRECONDITION_FAILED', message: expect.stringContaining('not valid JSON') });
});

test('without a report of the battery there are levels in Wh and no preview', async () => {
  const { username: name } = await makeSignInUser(server.database, {}, [other]);
  const neighbour = createBrowser(server);
  await neighbour.signIn(name, 'resident');
  const { data } = await neighbour.query('home.plans', { home: other });
  expect(data).toMatchObject({ capacityWh: null });
  expect((data as PlanList).topWh).toBeGreaterThanOrEqual(3_300);
  const preview = await neighbour.query('home.planPreview', { home: other, scenarioId: ids.Foreign });
  expect(preview).toMatchObject({ data: null, error: null });
});
