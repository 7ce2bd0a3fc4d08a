import { makeCluster } from '@commonwatt/database/testing';
import type { LiveMessage } from '@commonwatt/domain/live';
import { applyLiveMessage, type LiveView } from '@commonwatt/domain/live';
import type { ClusterRef } from '@commonwatt/domain/refs';
import { dealCollection, unitDataCollection } from '@commonwatt/telemetry/telemetry';
import { dealDocument, unitDataDocument } from '@commonwatt/telemetry/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createBrowser, makeSignInUser, startTestServer, type TestBrowser, type TestServer } from '../testing.ts';

const minuteMs = 60_000;
/** A day before the test, so that all of it has been. */
const fromMs = Math.floor((Date.now() - 86_400_000) / minuteMs) * minuteMs;
let server: TestServer;
let staff: TestBrowser;
let cluster: ClusterRef;

beforeAll(async () => {
  server = await startTestServer();
  cluster = await makeCluster(server.database, ['E001', 'E002']);
  const report = (unitId: string, minute: number, rsoc: number) =>
    unitDataDocument({ ...cluster, unitId }, new Date(fromMs + minute * minuteMs), { battery: { rsoc } });
  await unitDataCollection(server.telemetry).insertMany([
    report('E001', -3, 40),
    report('E001', 1, 41),
    report('E001', 14, 42),
    report('E002', 16, 60),
  ] as never[]);
  await dealCollection(server.telemetry).insertOne(
    dealDocument(
      cluster,
      { dealId: 'd1', dischargeUnitId: 'E001', chargeUnitId: 'E002', at: new Date(fromMs) },
      {
        createDateTime: new Date(fromMs + 2 * minuteMs),
        startDateTime: new Date(fromMs + 3 * minuteMs),
        stopDateTime: new Date(fromMs + 9 * minuteMs),
        deactivateDateTime: new Date(fromMs + 10 * minuteMs),
        cumulateAmountWh: 50,
      },
    ) as never,
  );
  staff = createBrowser(server);
  await staff.signIn((await makeSignInUser(server.database, { isStaff: true })).username);
});
afterAll(() => server.close());

test('a block begins as the cluster was, and holds the deals of its time', async () => {
  const { data } = await staff.query('live.replayBlock', { cluster, fromMs });
  const { messages, toMs } = data as { messages: LiveMessage[]; toMs: number };
  expect(toMs - fromMs).toBe(15 * minuteMs);
  const viewAt = (minute: number) =>
    messages
      .filter(({ serverNowMs }) => serverNowMs <= fromMs + minute * minuteMs)
      .reduce<LiveView | null>(applyLiveMessage, null);
  expect(viewAt(0)?.units.get('E001')?.values.rsocPercent).toBe(40);
  expect(viewAt(0)?.units.get('E002')?.freshness).toBe('never');
  expect(viewAt(1)?.units.get('E001')?.values.rsocPercent).toBe(41);
  expect([...(viewAt(6)?.deals.values() ?? [])]).toMatchObject([{ phase: 'sharing', movedWh: 25 }]);
  expect(viewAt(12)?.deals.size).toBe(0);
});

test('an overview has the power of each slot, and null where nothing was stored', async () => {
  const toMs = fromMs + 40 * minuteMs;
  const { data } = await staff.query('live.replayOverview', { cluster, toMs, hours: 1 });
  const { sharedW, dealsMs } = data as { sharedW: (number | null)[]; dealsMs: number[] };
  expect(dealsMs).toEqual([fromMs + 2 * minuteMs]);
  // The hour begins 20 minutes before the block: of its stretches of 10 minutes the second, third and fourth have reports.
  expect(sharedW).toHaveLength(144);
  expect(sharedW.map((powerW) => powerW === null)).toEqual(
    Array.from({ length: 144 }, (_, slot) => slot < 24 || slot >= 96),
  );
  const sharedWh = sharedW.reduce<number>((sum, powerW) => sum + (powerW ?? 0) * (25 / 3_600), 0);
  expect(sharedWh).toBeCloseTo(50, 0);
});

test('what has not been yet is refused in words', async () => {
  const answer = await staff.query('live.replayBlock', { cluster, fromMs: Date.now() + minuteMs });
  expect(answer).toMatchObject({ status: 400, error: { message: expect.stringContaining('has not been yet') } });
});
