import { registerCluster } from '@commonwatt/database/registration';
import { makeCluster } from '@commonwatt/database/testing';
import { setUserActive } from '@commonwatt/database/users';
import { applyLiveMessage, decodeLiveMessage, type EncodedLiveMessage, type LiveView } from '@commonwatt/domain/live';
import type { ClusterRef } from '@commonwatt/domain/refs';
import { dealDocument, unitDataDocument } from '@commonwatt/telemetry/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  createBrowser,
  makeSignInUser,
  startTestServer,
  subscribe,
  type TestBrowser,
  type TestServer,
} from '../testing.ts';

let server: TestServer;
let staff: TestBrowser;
let staffId: number;

beforeAll(async () => {
  server = await startTestServer();
  const user = await makeSignInUser(server.database, { isStaff: true });
  staffId = user.id;
  staff = createBrowser(server);
  await staff.signIn(user.username);
});
afterAll(() => server.close());

/** Follows a cluster as the staff app does and keeps the view up to date. */
function watch(cluster: ClusterRef, lastEventId?: string) {
  const stream = subscribe(server, staff, 'live.cluster', { cluster, ...(lastEventId ? { lastEventId } : {}) });
  const events = () => stream.messages as EncodedLiveMessage[];
  const view = () =>
    events().reduce<LiveView | null>((held, message) => applyLiveMessage(held, decodeLiveMessage(message)), null);
  return {
    stream,
    view,
    async waitFor(is: (view: LiveView) => boolean, timeoutMs = 8_000): Promise<LiveView> {
      const deadline = Date.now() + timeoutMs;
      for (;;) {
        const current = view();
        if (current && is(current)) return current;
        if (Date.now() > deadline) throw new Error(`never so: ${JSON.stringify([...(current?.units.values() ?? [])])}`);
        await new Promise((resolve) => setTimeout(resolve, 25));
      }
    },
    kinds: () => events().map((event) => event.kind),
    close: () => stream.close(),
  };
}

const insert = (cluster: ClusterRef, unitId: string, parts: object = {}, at = new Date()) =>
  server.telemetry.db.collection('unitData').insertOne(unitDataDocument({ ...cluster, unitId }, at, parts));

test('every registered unit is there from the first message on, reported or not', async () => {
  const cluster = await makeCluster(server.database, ['E001', 'E002']);
  await insert(cluster, 'E001', { battery: { rsoc: 71 } });
  const live = watch(cluster);
  const view = await live.waitFor((one) => one.units.get('E001')?.freshness === 'fresh');
  expect(view.units.get('E001')).toMatchObject({ name: 'House E001', isRegistered: true, values: { rsocPercent: 71 } });
  expect(view.units.get('E002')).toMatchObject({ freshness: 'never', takenAtMs: null });
  await live.close();
});

test('new samples and deals reach the viewer; a finished deal goes', async () => {
  const cluster = await makeCluster(server.database, ['E001', 'E002']);
  const live = watch(cluster);
  await live.waitFor(() => true);
  await insert(cluster, 'E001', { battery: { rsoc: 33 } });
  await live.waitFor((view) => view.units.get('E001')?.values.rsocPercent === 33);
  const deals = server.telemetry.db.collection('deal');
  const deal = { dealId: `d_${cluster.communityId}`, dischargeUnitId: 'E001', chargeUnitId: 'E002', at: new Date() };
  await deals.findOneAndReplace({ dealId: deal.dealId }, dealDocument(cluster, deal), { upsert: true });
  const sharing = await live.waitFor((view) => view.deals.size === 1);
  expect([...sharing.deals.values()][0]).toMatchObject({
    fromUnitId: 'E001',
    toUnitId: 'E002',
    phase: 'sharing',
    movedWh: 12.5,
  });
  const ended = dealDocument(cluster, deal, { stopDateTime: new Date(), deactivateDateTime: new Date() });
  await deals.findOneAndReplace({ dealId: deal.dealId }, ended, { upsert: true });
  await live.waitFor((view) => view.deals.size === 0);
  await live.close();
});

test('a unit that falls silent turns late without any news, by its own period', async () => {
  const cluster = await makeCluster(server.database, ['E001']);
  const now = Date.now();
  for (let i = 6; i >= 0; i -= 1) await insert(cluster, 'E001', {}, new Date(now - i * 1_000));
  const live = watch(cluster);
  const fresh = await live.waitFor((view) => view.units.get('E001')?.freshness === 'fresh');
  expect(fresh.units.get('E001')?.reportPeriodMs).toBe(1_000);
  const late = await live.waitFor((view) => view.units.get('E001')?.freshness === 'late');
  expect(late.serverNowMs - (late.units.get('E001')?.takenAtMs ?? 0)).toBeLessThan(2_500 + 1_000);
  await live.close();
});

test('a unit that reports without being registered is shown as such, and as itself once it is', async () => {
  const cluster = await makeCluster(server.database, ['E001']);
  await insert(cluster, 'E009');
  const live = watch(cluster);
  await live.waitFor(() => true);
  await insert(cluster, 'E009');
  await live.waitFor((view) => view.units.get('E009')?.isRegistered === false);
  const again = {
    ref: cluster,
    communityName: 'x',
    name: 'x',
    timeZone: 'UTC',
    units: [{ unitId: 'E009', name: 'Late comer' }],
  };
  await registerCluster(server.database, again);
  await live.waitFor((view) => view.units.get('E009')?.name === 'Late comer', 20_000);
  await live.close();
});

test('a bad document breaks nothing', async () => {
  const cluster = await makeCluster(server.database, ['E001']);
  const live = watch(cluster);
  await live.waitFor(() => true);
  await server.telemetry.db
    .collection('unitData')
    .insertMany([
      { oesunit: { ...cluster, id: null }, datasetId: 'x' },
      { oesunit: { ...cluster } },
      { oesunit: { ...cluster, id: 'E001' }, datasetId: Date.now(), apis: null, battery: 'full', dcdc: [] },
    ]);
  const view = await live.waitFor((one) => one.units.get('E001')?.freshness === 'fresh');
  expect(view.units.get('E001')?.values.rsocPercent).toBeNull();
  await live.close();
});

test('a viewer that comes back with its last event id gets a patch, one with an unknown id a snapshot', async () => {
  const cluster = await makeCluster(server.database, ['E001', 'E002']);
  const first = watch(cluster);
  await insert(cluster, 'E001', { battery: { rsoc: 10 } });
  await first.waitFor((view) => view.units.get('E001')?.values.rsocPercent === 10);
  const ids = await eventIds(cluster);
  await insert(cluster, 'E001', { battery: { rsoc: 11 } }, new Date(Date.now() + 1));
  await first.waitFor((view) => view.units.get('E001')?.values.rsocPercent === 11);
  const resumed = watch(cluster, ids.at(-1));
  await resumed.stream.waitFor(() => true);
  expect(resumed.kinds()[0]).toBe('patch');
  const unknown = watch(cluster, 'other-epoch:1:1');
  await unknown.stream.waitFor(() => true);
  expect(unknown.kinds()[0]).toBe('snapshot');
  await Promise.all([first.close(), resumed.close(), unknown.close()]);
});

/** The ids under which the first messages of a stream are sent. */
async function eventIds(cluster: ClusterRef): Promise<string[]> {
  const abort = new AbortController();
  const input = encodeURIComponent(JSON.stringify({ json: { cluster } }));
  const cookie = [...staff.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const response = await fetch(`${server.url}/trpc/live.cluster?input=${input}`, {
    headers: { cookie },
    signal: abort.signal,
  });
  const reader = response.body?.getReader();
  let text = '';
  while (!/^id: /m.test(text)) text += new TextDecoder().decode((await reader?.read())?.value);
  abort.abort();
  return [...text.matchAll(/^id: (.*)$/gm)].map((match) => match[1] ?? '');
}

/** In this time a feed reads everything that it reads by itself at least once, whenever it began. */
const aResyncMs = 16_000;

test('two hundred viewers cost the database no more than one', async () => {
  const cluster = await makeCluster(server.database, ['E001']);
  const one = watch(cluster);
  await one.waitFor(() => true);
  const readsOfOne = await countReads(aResyncMs);
  const many = Array.from({ length: 199 }, () => watch(cluster));
  await Promise.all(many.map((live) => live.waitFor(() => true)));
  const readsOfMany = await countReads(aResyncMs);
  expect(readsOfMany).toBeLessThanOrEqual(2 * Math.max(1, readsOfOne));
  await Promise.all([one, ...many].map((live) => live.close()));
}, 120_000);

/** Commands that the server sends to MongoDB within a while, waiting for news not counted. */
async function countReads(ms: number): Promise<number> {
  let reads = 0;
  const client = server.telemetry.db.client;
  const onCommand = (event: { commandName: string }) => {
    if (['find', 'aggregate'].includes(event.commandName)) reads += 1;
  };
  client.on('commandStarted', onCommand);
  await new Promise((resolve) => setTimeout(resolve, ms));
  client.off('commandStarted', onCommand);
  return reads;
}

test('a stream ends soon after its user was disabled', async () => {
  const cluster = await makeCluster(server.database, ['E001']);
  const live = watch(cluster);
  await live.waitFor(() => true);
  await setUserActive(server.database, staffId, false);
  const closed = await Promise.race([
    waitUntilQuiet(live.stream.messages),
    new Promise((resolve) => setTimeout(() => resolve('still open'), 12_000)),
  ]);
  expect(closed).toBe('quiet');
  await setUserActive(server.database, staffId, true);
  await live.close();
}, 20_000);

/** Heartbeats come every two seconds while a stream is open. */
async function waitUntilQuiet(messages: unknown[]): Promise<string> {
  for (;;) {
    const count = messages.length;
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    if (messages.length === count) return 'quiet';
  }
}
