import { loadConfig } from '@commonwatt/config/config';
import { addHomes, registerCluster } from '@commonwatt/database/registration';
import { chooseScenario } from '@commonwatt/database/scenarios';
import { openOwnTestDatabase, uniqueName } from '@commonwatt/database/testing';
import { createUser } from '@commonwatt/database/users';
import { ensureIndexes } from '@commonwatt/telemetry/indexes';
import { openTelemetry, type Telemetry } from '@commonwatt/telemetry/telemetry';
import { dealDocument, unitDataDocument } from '@commonwatt/telemetry/testing';
import type { AnyProcedure } from '@trpc/server';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { appRouter } from './app-router.ts';
import { createServer } from './server.ts';
import { hashPassword } from './sign-in/passwords.ts';
import {
  acceptTestMessage,
  createBrowser,
  keepCode,
  silentLog,
  subscribe,
  type TestBrowser,
  type TestServer,
  testPassword,
} from './testing.ts';

// Two worlds in which the own home is the same to the byte and everything of the other homes differs: their data, names,
// residents, plans, and who deals with whom. Whatever a resident can ask for must be the same to the byte in both.

const cluster = { communityId: 'hills', clusterId: 'loop' };
const home = { ...cluster, unitId: 'E001' };
const start = new Date('2026-06-09T05:32:00Z');
const at = (seconds: number) => new Date(start.getTime() + seconds * 1_000);

type World = TestServer & { browser: TestBrowser };
type Neighbour = {
  unitId: string;
  name: string;
  rsoc: number;
  solarW: number;
  dcW: number;
  status: string;
  leadS: number;
};

const neighbour = fc.record({
  unitId: fc.constantFrom('E002', 'E003', 'E004', 'X9'),
  name: fc.string({ minLength: 1, maxLength: 10 }).filter((name) => !name.includes('\0')),
  rsoc: fc.double({ min: 0, max: 100, noNaN: true }),
  solarW: fc.integer({ min: 0, max: 3_000 }),
  dcW: fc.integer({ min: -700, max: 700 }),
  status: fc.constantFrom('0x0014', '0x0041', '0x0002', '0x0000'),
  leadS: fc.integer({ min: -300, max: 300 }),
});
const neighbours = fc.uniqueArray(neighbour, { selector: (one) => one.unitId, minLength: 1, maxLength: 4 });

const opened: World[] = [];
let passwordHash: string;
beforeAll(async () => {
  passwordHash = await hashPassword(testPassword);
});
afterAll(async () => {
  for (const world of opened) await world.close();
});

async function openWorld(others: Neighbour[]): Promise<World> {
  const { database, dispose } = await openOwnTestDatabase();
  const telemetry = openTelemetry({ uri: inject('mongodbUri'), database: uniqueName('world') });
  await ensureIndexes(telemetry);
  const units = [{ unitId: 'E001', name: 'Own house' }, ...others.map(({ unitId, name }) => ({ unitId, name }))];
  await registerCluster(database, {
    ref: cluster,
    communityName: 'Hills',
    name: 'Loop',
    timeZone: 'Asia/Tokyo',
    units,
  });
  const user = await createUser(database, { username: 'own', passwordHash });
  await addHomes(database, user.id, [home]);
  const plan = await database.scenario.create({ data: { name: 'Balanced', description: 'even', data: '{}' } });
  await chooseScenario(database, { unit: home, scenarioId: plan.id, now: start });
  for (const { unitId } of others) {
    const resident = await createUser(database, { username: `of_${unitId}`, passwordHash: '!' });
    await addHomes(database, resident.id, [{ ...cluster, unitId }]);
    await chooseScenario(database, { unit: { ...cluster, unitId }, scenarioId: plan.id, now: start });
  }
  const { communityId: communityCode, clusterId: clusterCode } = cluster;
  const listed = ['E001', ...others.map(({ unitId }) => unitId)].map((unitCode) => ({ unitCode, listedAt: at(-600) }));
  const description = `No sign of life either of ${listed.length} units`;
  const together = { type: 'apis_main_alive', communityCode, clusterCode, description, detectedAt: at(-600) };
  await database.failure.create({ data: { ...together, closedAt: at(-60), units: { create: listed } } });
  let now = start;
  const config = loadConfig({ LOG_LEVEL: 'silent' });
  const app = await createServer({
    config,
    database,
    telemetry,
    log: silentLog,
    sendTestMessage: acceptTestMessage,
    sendAddressCode: keepCode,
    now: () => now,
    appFolders: null,
  });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  const server: TestServer = {
    app,
    url,
    database,
    telemetry,
    setNow: (value) => {
      now = value ?? start;
    },
    async close() {
      await app.close();
      await telemetry.close();
      await dispose();
    },
  };
  const browser = createBrowser(server);
  expect((await browser.signIn('own', 'resident')).error).toBeNull();
  const world = { ...server, browser };
  opened.push(world);
  return world;
}

/** One report of all homes: the own one alike in both worlds, the others as the world has them. */
async function report(telemetry: Telemetry, others: Neighbour[], second: number): Promise<void> {
  const unitData = telemetry.db.collection('unitData');
  for (const { unitId, rsoc, solarW, dcW, status, leadS } of others) {
    const parts = {
      battery: { rsoc },
      emu: { pvc_charge_power: solarW },
      dcdc: { status: { status }, meter: { wg: dcW, vg: 300 + rsoc } },
    };
    await unitData.insertOne(unitDataDocument({ ...cluster, unitId }, at(second + leadS), parts));
  }
  const own = {
    dcdc: { status: { status: '0x0002' }, meter: { wg: -700, vg: 350, ig: -2 } },
    battery: { rsoc: 60 + second },
  };
  await unitData.insertOne(unitDataDocument(home, at(second), own));
}

async function deal(telemetry: Telemetry, others: Neighbour[], second: number): Promise<void> {
  const deals = telemetry.db.collection('deal');
  const [first, second_ = first] = others;
  const ids = { dealId: 'own-deal', dischargeUnitId: 'E001', chargeUnitId: first?.unitId ?? '?', at: at(second) };
  await deals.insertOne(dealDocument(cluster, ids, { requestUnitId: 'E001', acceptUnitId: ids.chargeUnitId }));
  const foreign = {
    dealId: `foreign-${others.length}`,
    dischargeUnitId: first?.unitId ?? '?',
    chargeUnitId: second_?.unitId ?? '?',
  };
  await deals.insertOne(dealDocument(cluster, { ...foreign, at: at(second) }, { cumulateAmountWh: others.length * 7 }));
}

const queries = Object.entries(appRouter._def.procedures as unknown as Record<string, AnyProcedure>)
  .filter(([, procedure]) => procedure._def.type === 'query')
  .map(([path]) => path);

/** What every query that a resident may ask takes, so that each of them answers. */
const everyInput = {
  cluster,
  hours: 24,
  token: 'x'.repeat(40),
  scenarioId: 1,
  fromDay: '2026-06-09',
  toDay: '2026-06-09',
  dealId: 'own-deal',
  kind: 'month',
  part: 'battery',
  day: '2026-06-09',
};

/** Every byte of every answer the resident can get, asking for the own home and for others. */
async function everything(world: World): Promise<Record<string, string>> {
  const answers: Record<string, string> = {};
  const cookie = [...world.browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const units = [home, { ...cluster, unitId: 'E002' }, { ...cluster, unitId: 'nowhere' }];
  for (const path of queries) {
    for (const unit of units) {
      const asked = { ...everyInput, home: unit, unit };
      const input = encodeURIComponent(JSON.stringify({ json: asked }));
      const response = await fetch(`${world.url}/trpc/${path}?input=${input}`, { headers: { cookie } });
      const body = (await response.text()).replace(/"requestId":"[^"]+"/, '"requestId":"…"');
      answers[`${path} ${unit.unitId}`] = `${response.status} ${response.headers.get('content-length')} ${body}`;
    }
  }
  const form = { account: 'own', password: testPassword, ...cluster };
  for (const unitId of ['E001', 'nowhere']) {
    const body = new URLSearchParams({ ...form, unitId });
    const response = await fetch(`${world.url}/api/misc/scenario/currentData`, { method: 'POST', body });
    answers[`currentData ${unitId}`] = `${response.status} ${await response.text()}`;
  }
  return answers;
}

/** Lets the same happen in a world and returns all that the resident receives of it. */
async function live(world: World, others: Neighbour[]): Promise<string[]> {
  await report(world.telemetry, others, 0);
  const stream = subscribe(world, world.browser, 'home.live', { home });
  type Message = { serverNowMs: number; home: { rsocPercent: number | null; deals: unknown[] } };
  await stream.waitFor<Message>((message) => message.home.rsocPercent === 60);
  for (const second of [5, 10, 15]) {
    world.setNow(at(second));
    await stream.waitFor<Message>((message) => message.serverNowMs === at(second).getTime());
    await report(world.telemetry, others, second);
    await stream.waitFor<Message>((message) => message.home.rsocPercent === 60 + second);
  }
  await deal(world.telemetry, others, 15);
  await stream.waitFor<Message>((message) => message.home.deals.length === 1);
  await stream.close();
  return stream.messages.map((message) => JSON.stringify(message));
}

test('a resident receives the same bytes whatever the other homes do', async () => {
  await fc.assert(
    fc.asyncProperty(neighbours, neighbours, async (some, others) => {
      const [one, two] = await Promise.all([openWorld(some), openWorld(others)]);
      const [liveOne, liveTwo] = await Promise.all([live(one, some), live(two, others)]);
      expect(liveTwo).toEqual(liveOne);
      const [all, same] = [await everything(one), await everything(two)];
      expect(same).toEqual(all);
      // Each query about the own home did answer: one that is refused would prove nothing.
      for (const path of queries.filter((name) => name.startsWith('home.'))) {
        expect(`${path} ${all[`${path} E001`]}`).toMatch(/^[\w.]+ 200 /);
      }
    }),
    { numRuns: 4, endOnFailure: true },
  );
}, 300_000);
