import { chooseScenario } from '@commonwatt/database/scenarios';
import { makeCluster } from '@commonwatt/database/testing';
import { unitDataDocument } from '@commonwatt/telemetry/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createBrowser, makeSignInUser, startTestServer, type TestBrowser, type TestServer } from '../testing.ts';

let server: TestServer;
let browser: TestBrowser;
let home: { communityId: string; clusterId: string; unitId: string };

const now = new Date('2026-06-09T05:32:00Z');
const before = (days: number) => new Date(now.getTime() - days * 86_400_000);

beforeAll(async () => {
  server = await startTestServer();
  server.setNow(now);
  const { database, telemetry } = server;
  home = { ...(await makeCluster(database, ['E001', 'E002'])), unitId: 'E001' };
  const { communityId: communityCode, clusterId: clusterCode } = home;
  const failure = (type: string, unitCode: string | null, since: number, until: number | null) => ({
    type,
    communityCode,
    clusterCode,
    unitCode,
    programId: 'apis-main',
    detectedAt: before(since),
    closedAt: until === null ? null : before(until),
    description: 'E002 : what the programs wrote',
  });
  const listed = (unitCode: string, since: number, back: number | null) => [
    { unitCode, listedAt: before(since), backAt: back === null ? null : before(back) },
    { unitCode: 'E002', listedAt: before(since) },
  ];
  await database.failure.createMany({
    data: [
      failure('apis_main_alive', 'E001', 50, null),
      failure('apis_main_severe', 'E001', 40, 2),
      failure('apis_main_alive', 'E001', 40, 31),
      failure('apis_main_alive', 'E002', 1, null),
      failure('grid_master_alive', null, 1, null),
    ],
  });
  const together = { ...failure('apis_main_alive', null, 20, 5), units: { create: listed('E001', 20, 8) } };
  const foreign = { ...failure('apis_ccc_alive', null, 4, 3), units: { create: listed('E003', 4, null) } };
  const silent = { ...failure('apis_ccc_alive', null, 12, 11), units: { create: listed('E001', 12, null) } };
  for (const data of [together, foreign, silent]) await database.failure.create({ data });
  const plan = await database.scenario.create({ data: { communityCode, name: 'Broken', data: '{}' } });
  await chooseScenario(database, { unit: home, scenarioId: plan.id, now });
  const dcdc = { status: { status: '0x0000', alarmState: 'Heavy alarm' }, meter: {} };
  await telemetry.db.collection('unitData').insertOne(unitDataDocument(home, now, { dcdc }));
  browser = createBrowser(server);
  await browser.signIn((await makeSignInUser(database, {}, [home])).username, 'resident');
});
afterAll(() => server.close());

test('what is open, what was lately, alone or with others, and what is the matter now; nothing that the programs wrote', async () => {
  const { data } = await browser.query('home.alerts', { home });
  expect(data).toEqual({
    problems: ['heavyAlarm', 'faultyPlan'],
    alerts: [
      { kind: 'silent', since: before(12), until: before(11) },
      { kind: 'silent', since: before(20), until: before(8) },
      { kind: 'trouble', since: before(40), until: before(2) },
      { kind: 'silent', since: before(50), until: null },
    ],
    from: before(30),
  });
});

test('an alarm of a report that is old is not there now', async () => {
  server.setNow(new Date(now.getTime() + 16 * 60_000));
  expect((await browser.query('home.alerts', { home })).data).toMatchObject({ problems: ['faultyPlan'] });
});
