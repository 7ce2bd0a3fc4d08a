import { makeCluster, uniqueName } from '@commonwatt/database/testing';
import type { ClusterRef } from '@commonwatt/domain/refs';
import { saveUnitProgress } from '@commonwatt/telemetry/downtime-progress';
import { replaceDowntimes } from '@commonwatt/telemetry/downtimes';
import { dealDocument, unitDataDocument } from '@commonwatt/telemetry/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  createBrowser,
  makeLimitedStaff,
  makeSignInUser,
  startTestServer,
  type TestBrowser,
  type TestServer,
} from '../testing.ts';

// 14:32 in Tokyo. Of three units one is up, one was down for the last hour, one never reported.

const now = new Date('2026-06-09T05:32:00Z');
const hourMs = 3_600_000;
let server: TestServer;
let limited: TestBrowser;
let mine: ClusterRef;
let other: ClusterRef;

beforeAll(async () => {
  server = await startTestServer();
  server.setNow(now);
  mine = await makeCluster(server.database, ['E001', 'E002', 'E003']);
  other = await makeCluster(server.database, ['E001']);
  const { telemetry, database } = server;
  const firstMs = now.getTime() - 30 * 24 * hourMs;
  const lastMs = now.getTime() - 2_000;
  const progress = (unitId: string) => ({ unitId, firstMs, lastMs, reportedMs: lastMs, open: null });
  await saveUnitProgress(telemetry, mine, [progress('E001'), progress('E002')]);
  const wanted = [{ downMs: now.getTime() - hourMs, recoveryMs: null, cause: 'loss' as const }];
  await replaceDowntimes(telemetry, { unit: { ...mine, unitId: 'E002' }, afterMs: 0, wanted });
  const reportedAt = new Date(lastMs);
  await telemetry.db.collection('unitData').insertOne(unitDataDocument({ ...mine, unitId: 'E001' }, reportedAt));
  const deal = (dealId: string, at: Date, amountWh: number) =>
    dealDocument(mine, { dealId, dischargeUnitId: 'E001', chargeUnitId: 'E002', at }, { cumulateAmountWh: amountWh });
  // Midnight in Tokyo is 15:00 UTC; a deal is made two minutes before it is reported.
  await telemetry.db
    .collection('deal')
    .insertMany([
      deal(`${mine.communityId}-1`, new Date('2026-06-08T14:59:00Z'), 900),
      deal(`${mine.communityId}-2`, new Date('2026-06-08T15:03:00Z'), 40),
      deal(`${mine.communityId}-3`, now, 60.5),
    ]);
  const failure = ({ communityId, clusterId }: ClusterRef, closedAt: Date | null) => ({
    communityCode: communityId,
    clusterCode: clusterId,
    type: 'apis_main_alive',
    unitCode: 'E002',
    detectedAt: now,
    closedAt,
  });
  await database.failure.createMany({
    data: [failure(mine, null), failure(mine, null), failure(mine, now), failure(other, null)],
  });
  await database.failure.create({ data: { type: 'own_database', detectedAt: now } });
  limited = createBrowser(server);
  await limited.signIn((await makeLimitedStaff(database, [mine.communityId])).username);
});
afterAll(() => server.close());

test('a cluster at a glance: what its units are now, what was shared today in its zone, what is open', async () => {
  const { data } = await limited.query('communities.overview');
  expect(data).toEqual({
    nowMs: now.getTime(),
    clusters: [
      {
        ref: mine,
        name: 'Test cluster',
        communityName: 'Test community',
        timeZone: 'Asia/Tokyo',
        unitCounts: { up: 1, down: 1, unknown: 1, notInService: 0 },
        rate: 1 - 1 / (2 * 7 * 24),
        sharedTodayWh: 100.5,
        // Both of about midnight were made in the tenth of the last 24 hours, the other just now.
        sharedByHourWh: Array.from({ length: 24 }, (_, hour) => ({ 9: 940, 23: 60.5 })[hour] ?? 0),
        newestReportAt: new Date(now.getTime() - 2_000),
        flow: { solarW: 1_200, loadW: 300, unitCount: 1, dealCount: 1, dealW: 350.1 },
        openCount: 2,
      },
    ],
  });
});

test('a cluster of which nothing is known has no share, and no date', async () => {
  const staff = createBrowser(server);
  await staff.signIn((await makeSignInUser(server.database, { isStaff: true })).username);
  const { clusters } = (await staff.query('communities.overview')).data as { clusters: { ref: ClusterRef }[] };
  expect(clusters.find(({ ref }) => ref.communityId === other.communityId)).toMatchObject({
    unitCounts: { up: 0, down: 0, unknown: 1, notInService: 0 },
    rate: null,
    sharedTodayWh: 0,
    sharedByHourWh: Array.from({ length: 24 }, () => 0),
    newestReportAt: null,
    flow: null,
    openCount: 1,
  });
});

test('who looks at about the same time looks at what was read once', async () => {
  const client = server.telemetry.db.client;
  const reads = async () => {
    let count = 0;
    const onCommand = ({ commandName }: { commandName: string }) => {
      if (commandName === 'find') count += 1;
    };
    client.on('commandStarted', onCommand);
    await Promise.all([limited.query('communities.overview'), limited.query('communities.overview')]);
    client.off('commandStarted', onCommand);
    return count;
  };
  server.setNow(new Date(now.getTime() + 5_000));
  const readsOfTwo = await reads();
  expect(readsOfTwo).toBeGreaterThan(0);
  server.setNow(new Date(now.getTime() + 9_999));
  expect(await reads(), 'less than 5 s later').toBe(0);
  server.setNow(new Date(now.getTime() + 10_000));
  expect(await reads()).toBe(readsOfTwo);
  server.setNow(now);
});

test('failures of Commonwatt itself are for staff of all communities', async () => {
  const staff = createBrowser(server);
  await staff.signIn((await makeSignInUser(server.database, { isStaff: true })).username);
  // A type of its own: the worker closes those that it knows and does not find.
  const type = uniqueName('commonwatt_test');
  const { id } = await server.database.failure.create({ data: { type, programId: 'commonwatt job' } });
  const open = async (browser: TestBrowser) =>
    (await browser.query('monitoring.openEverywhere')).data as {
      count: number;
      newest: object[];
      own: { id: number }[];
    };
  const { count, newest, own } = await open(staff);
  expect(own.map((failure) => failure.id)).toContain(id);
  expect(count).toBeGreaterThanOrEqual(newest.length + own.length);
  expect((await open(limited)).own).toEqual([]);
  const { failures } = (await staff.query('monitoring.ownState')).data as { failures: { type: string }[] };
  expect(failures.map((failure) => failure.type)).toContain(type);
  await server.database.failure.update({ where: { id }, data: { closedAt: new Date() } });
  expect((await open(staff)).own.map((failure) => failure.id)).not.toContain(id);
});

test('the failures that are open anywhere are those of the own communities, the newest first', async () => {
  const { data } = await limited.query('monitoring.openEverywhere');
  const { count, newest } = data as { count: number; newest: { id: number; communityCode: string }[] };
  expect([count, newest.map(({ communityCode }) => communityCode)]).toEqual([2, [mine.communityId, mine.communityId]]);
  expect(newest[0]?.id).toBeGreaterThan(newest[1]?.id ?? 0);
});
