import { chooseScenario } from '@commonwatt/database/scenarios';
import { makeCluster } from '@commonwatt/database/testing';
import type { ClusterRef } from '@commonwatt/domain/refs';
import { unitDataCollection } from '@commonwatt/telemetry/telemetry';
import { unitDataDocument } from '@commonwatt/telemetry/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  createBrowser,
  makeLimitedStaff,
  makeSignInUser,
  startTestServer,
  type TestBrowser,
  type TestServer,
} from '../testing.ts';

type Listed = {
  scenarios: { id: number; name: string; mayEdit: boolean; changedAt: Date; changedBy: string | null }[];
  homes: { unitCode: string; scenarioId: number }[];
};

let server: TestServer;
let staff: TestBrowser;
let cluster: ClusterRef;
const now = new Date('2026-06-09T05:32:00Z');
const minute = (count: number) => new Date(now.getTime() + count * 60_000);
const ids: Record<string, number> = {};

beforeAll(async () => {
  server = await startTestServer();
  server.setNow(now);
  const { database, telemetry } = server;
  cluster = await makeCluster(database, ['E001', 'E002', 'E003']);
  const elsewhere = await makeCluster(database);
  const make = async (name: string, communityCode: string | null) => {
    ids[name] = (await database.scenario.create({ data: { name, communityCode, data: '{}' } })).id;
  };
  await make(`common of ${cluster.communityId}`, null);
  await make('own', cluster.communityId);
  await make('foreign', elsewhere.communityId);
  const choose = (unitId: string, scenarioId: number | null, at: Date) =>
    chooseScenario(database, { unit: { ...cluster, unitId }, scenarioId, now: at });
  await choose('E001', ids.foreign ?? 0, minute(-3));
  await choose('E001', ids.own ?? 0, minute(-2));
  await choose('E002', ids.own ?? 0, minute(-2));
  await choose('E002', null, minute(-1));
  const report = (at: Date) =>
    unitDataDocument({ ...cluster, unitId: 'E001' }, at, {
      battery: { rsoc: 80 },
      apis: { remaining_capacity_wh: 3_840 },
    });
  await unitDataCollection(telemetry).insertMany([report(minute(-10)), report(minute(-1))] as never[]);
  staff = createBrowser(server);
  await staff.signIn((await makeSignInUser(database, { isStaff: true })).username);
});
afterAll(() => server.close());

const list = async (browser: TestBrowser) =>
  (await browser.query('scenarios.list', { communityId: cluster.communityId })).data as Listed;

test('the scenarios of a community with those for all, and the homes that trade by one now', async () => {
  const { scenarios, homes } = await list(staff);
  const names = scenarios.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining([`common of ${cluster.communityId}`, 'own']));
  expect(names).not.toContain('foreign');
  expect(homes.map(({ unitCode, scenarioId }) => [unitCode, scenarioId])).toEqual([['E001', ids.own]]);
});

test('who changed a scenario last, and when; where the audit trail does not know, when it was made', async () => {
  const own = (await list(staff)).scenarios.find(({ name }) => name === 'own');
  expect(own).toMatchObject({ changedAt: expect.any(Date), changedBy: null });
  const scope = { communityCode: cluster.communityId, clusterCode: null, unitCode: null };
  const fields = { ...scope, name: 'own', description: null, data: '{}' };
  const edited = { ...fields, description: 'later', data: '' };
  await staff.mutate('registry.scenarios.edit', { id: own?.id, expected: fields, fields: edited });
  const later = (await list(staff)).scenarios.find(({ name }) => name === 'own');
  expect(later).toMatchObject({ changedAt: now, changedBy: expect.stringMatching(/^user_/) });
});

test('staff of the community see those for all without being able to change them', async () => {
  const limited = createBrowser(server);
  await limited.signIn((await makeLimitedStaff(server.database, [cluster.communityId])).username);
  const { scenarios } = await list(limited);
  expect(scenarios.find(({ name }) => name === 'own')?.mayEdit).toBe(true);
  expect(scenarios.find(({ id }) => id === ids[`common of ${cluster.communityId}`])?.mayEdit).toBe(false);
});

test('a text is tried on what a unit recorded, without being stored', async () => {
  const text = JSON.stringify({
    '00:00:00-24:00:00': { batteryStatus: { '-': 'any' }, request: { any: { discharge: { limitWh: 3_000 } } } },
  });
  const unit = { ...cluster, unitId: 'E001' };
  const { data } = await staff.query('scenarios.preview', { unit, text });
  expect(data).toMatchObject({
    capacityWh: 4_800,
    preview: { coveredMs: 540_000, wishes: { offers: { times: 1, amountWh: 840 } } },
  });
  expect(await staff.query('scenarios.preview', { unit, text: '{' })).toMatchObject({
    status: 400,
    error: { message: expect.stringContaining('This is no scenario') },
  });
});

test('a text is tried on all homes that trade by its scenario, some at a time; what is not known of one is said', async () => {
  const { database, telemetry } = server;
  const units = ['H1', 'H2', 'H3', 'H4', 'H5', 'H6'];
  const homes = await makeCluster(database, units);
  const { communityId, clusterId } = homes;
  const { id: scenarioId } = await database.scenario.create({
    data: { name: 'tried', communityCode: communityId, data: '{}' },
  });
  for (const unitId of units.slice(0, 5)) {
    await chooseScenario(database, { unit: { ...homes, unitId }, scenarioId, now: minute(-1) });
  }
  const report = (unitId: string, at: Date, remaining_capacity_wh?: number) =>
    unitDataDocument({ ...homes, unitId }, at, { battery: { rsoc: 80 }, apis: { remaining_capacity_wh } });
  const reports = ['H1', 'H5', 'H6'].flatMap((unitId) => [-20, -10].map((at) => report(unitId, minute(at), 3_840)));
  await unitDataCollection(telemetry).insertMany([...reports, report('H2', minute(-10))] as never[]);

  const text = JSON.stringify({
    '00:00:00-24:00:00': { batteryStatus: { '-': 'any' }, request: { any: { discharge: { limitWh: 3_000 } } } },
  });
  const ask = async (cursor?: number) =>
    (await staff.query('scenarios.previewHomes', { communityId, scenarioId, text, cursor })).data;
  const known = { coveredMs: 600_000, gaveWh: 0, wishes: { offers: { times: 1, amountWh: 840 } } };
  expect(await ask()).toMatchObject({
    homeCount: 5,
    homes: [
      { clusterCode: clusterId, unitCode: 'H1', preview: known },
      { unitCode: 'H2', preview: null },
      { unitCode: 'H3', preview: null },
      { unitCode: 'H4', preview: null },
    ],
    nextCursor: 4,
  });
  expect(await ask(4)).toMatchObject({ homes: [{ unitCode: 'H5', preview: known }], nextCursor: null });
});
