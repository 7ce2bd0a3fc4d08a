import { makeCluster } from '@commonwatt/database/testing';
import { unpackSpans } from '@commonwatt/domain/packed-spans';
import type { ClusterRef } from '@commonwatt/domain/refs';
import { saveUnitProgress } from '@commonwatt/telemetry/downtime-progress';
import { replaceDowntimes } from '@commonwatt/telemetry/downtimes';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createBrowser, makeSignInUser, startTestServer, type TestBrowser, type TestServer } from '../testing.ts';

const hourMs = 3_600_000;
let server: TestServer;
let staff: TestBrowser;
let cluster: ClusterRef;

beforeAll(async () => {
  server = await startTestServer();
  cluster = await makeCluster(server.database, ['E001', 'E002', 'E003']);
  const firstMs = Date.parse('2020-01-01T00:00:00Z');
  const progress = (unitId: string) => ({ unitId, firstMs, lastMs: firstMs, reportedMs: firstMs, open: null });
  await saveUnitProgress(server.telemetry, cluster, [progress('E001'), progress('E002')]);
  // 9 June in Tokyo begins at 15:00 UTC on the 8th.
  const downMs = Date.parse('2020-06-08T14:00:00Z');
  await replaceDowntimes(server.telemetry, {
    unit: { ...cluster, unitId: 'E001' },
    afterMs: 0,
    wanted: [{ downMs, recoveryMs: downMs + 4 * hourMs, cause: 'mode' }],
  });
  staff = createBrowser(server);
  await staff.signIn((await makeSignInUser(server.database, { isStaff: true })).username);
});
afterAll(() => server.close());

const period = { fromDay: '2020-06-09', toDay: '2020-06-09' };

const hours = (times: Record<string, number>) =>
  Object.fromEntries(Object.entries(times).map(([kind, ms]) => [kind, ms / hourMs]));

test('a cluster: each unit and all together, and the kinds add up to the period', async () => {
  const { data } = await staff.query('availability.cluster', { cluster, period });
  const { units, times, rate } = data as {
    units: { unitId: string; rate: number | null; times: Record<string, number>; spans: number[] }[];
    times: Record<string, number>;
    rate: number;
  };
  expect(units.map((unit) => [unit.unitId, unit.rate, hours(unit.times)])).toEqual([
    ['E001', 21 / 24, { up: 21, down: 3, unknown: 0, notInService: 0 }],
    ['E002', 1, { up: 24, down: 0, unknown: 0, notInService: 0 }],
    ['E003', null, { up: 0, down: 0, unknown: 24, notInService: 0 }],
  ]);
  expect([rate, hours(times)]).toEqual([45 / 48, { up: 45, down: 3, unknown: 24, notInService: 0 }]);
  const kinds = units.map(({ spans }) => unpackSpans(spans, 0).map(({ kind, reason }) => [kind, reason]));
  expect(kinds).toEqual([
    [
      ['down', 'mode'],
      ['up', null],
    ],
    [['up', null]],
    [['unknown', 'noReport']],
  ]);
  const total = await staff.query('availability.total', { cluster, period });
  expect(total.data).toMatchObject({ rate, times });
});

test('the shares alone are those of the cluster', async () => {
  const { data } = await staff.query('availability.rates', { cluster, period });
  expect((data as { units: object[] }).units).toEqual([
    { unitId: 'E001', rate: 21 / 24 },
    { unitId: 'E002', rate: 1 },
    { unitId: 'E003', rate: null },
  ]);
});

test('a period of any two instants', async () => {
  const from = '2020-06-08T17:00:00Z';
  const to = '2020-06-08T19:00:00Z';
  const { data } = await staff.query('availability.total', { cluster, period: { from, to } });
  const { period: answered, times } = data as { period: object; times: Record<string, number> };
  expect(answered).toEqual({ fromMs: Date.parse(from), toMs: Date.parse(to) });
  expect(hours(times)).toEqual({ up: 3, down: 1, unknown: 2, notInService: 0 });
});

test('a unit: the spans behind its figures', async () => {
  const { data } = await staff.query('availability.unit', { cluster, unitId: 'E001', period });
  const { unit } = data as { unit: { spans: { kind: string; reason: string | null }[]; downtimes: object[] } };
  expect(unit.spans.map(({ kind, reason }) => [kind, reason])).toEqual([
    ['down', 'mode'],
    ['up', null],
  ]);
  const downMs = Date.parse('2020-06-08T14:00:00Z');
  expect(unit.downtimes, 'as stored, from before the period').toEqual([
    { downMs, recoveryMs: downMs + 4 * hourMs, cause: 'mode' },
  ]);
  expect((await staff.query('availability.unit', { cluster, unitId: 'E404', period })).data).toMatchObject({
    unit: null,
  });
});

test.for([
  [{ fromDay: '2020-06-10', toDay: '2020-06-09' }, /before it begins/],
  [{ from: '2020-06-10T00:00:00Z', to: '2020-06-10T00:00:00Z' }, /before it begins/],
  [{ fromDay: '9 June', toDay: 'x' }, /period/],
  [{ from: 'yesterday', to: '2020-06-10T00:00:00Z' }, /period/],
  [{ fromDay: '2020-06-09' }, /period/],
] as const)('%o is refused in words', async ([refused, words]) => {
  const answer = await staff.query('availability.cluster', { cluster, period: refused });
  expect(answer).toMatchObject({ status: 400, error: { message: expect.stringMatching(words) } });
});
