import { makeCluster } from '@commonwatt/database/testing';
import type { ClusterRef } from '@commonwatt/domain/refs';
import { downtimeCollection, downtimeDocument } from '@commonwatt/telemetry/downtimes';
import { unitDataDocument } from '@commonwatt/telemetry/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createBrowser, makeSignInUser, startTestServer, type TestBrowser, type TestServer } from '../testing.ts';
import type { LongHistory } from './long-history.ts';

let server: TestServer;
let staff: TestBrowser;
let cluster: ClusterRef;

// The clusters of tests are in Asia/Tokyo: 9 June begins at 15:00 UTC on the 8th.
const midnight = Date.parse('2026-06-08T15:00:00Z');
const at = (hours: number) => new Date(midnight + hours * 3_600_000);

beforeAll(async () => {
  server = await startTestServer();
  server.setNow(at(14.5));
  cluster = await makeCluster(server.database, ['E001', 'E002']);
  const unit = { ...cluster, unitId: 'E001' };
  const reports = (fromHour: number, rsoc: number) =>
    Array.from({ length: 13 }, (_, i) => unitDataDocument(unit, at(fromHour + i / 12), { battery: { rsoc } }));
  // An hour two days ago, and one of today.
  await server.telemetry.db.collection('unitData').insertMany([...reports(-39, 40), ...reports(9, 60)]);
  staff = createBrowser(server);
  await staff.signIn((await makeSignInUser(server.database, { isStaff: true })).username);
});
afterAll(() => server.close());

const ask = (input: object) => staff.query('units.longHistory', { cluster, unitId: 'E001', ...input });
const known = <Point>(points: readonly Point[], value: (point: Point) => number | null) =>
  points.filter((point) => value(point) !== null);

test('a week by hour: energy and battery where something was reported, gaps elsewhere', async () => {
  const { fromMs, toMs, battery, energy } = (await ask({ days: 7 })).data as LongHistory;
  expect([fromMs, toMs]).toEqual([at(-144).getTime(), at(14.5).getTime()]);
  expect([battery.length, energy.length]).toEqual([159, 159]);
  // The report at the full hour belongs to the hour that begins with it.
  expect(known(battery, ({ value }) => value)).toEqual([
    { atMs: at(-39).getTime(), value: 40 },
    { atMs: at(-38).getTime(), value: 40 },
    { atMs: at(9).getTime(), value: 60 },
    { atMs: at(10).getTime(), value: 60 },
  ]);
  const sunny = known(energy, ({ solarWh }) => solarWh);
  expect(sunny.map(({ fromMs: hourMs }) => hourMs)).toEqual([at(-39).getTime(), at(9).getTime()]);
  // An hour of 1,200 W and 300 W.
  expect(sunny[0]?.solarWh).toBeCloseTo(1_200);
  expect(sunny[0]?.usedWh).toBeCloseTo(300);
});

test('a month by day, the battery every three hours', async () => {
  const { fromMs, battery, energy } = (await ask({ days: 30 })).data as LongHistory;
  expect(fromMs).toBe(at(-29 * 24).getTime());
  expect([battery.length, energy.length]).toEqual([29 * 8 + 5, 30]);
  expect(known(battery, ({ value }) => value).map(({ value }) => value)).toEqual([40, 60]);
  expect(known(energy, ({ usedWh }) => usedWh).map(({ fromMs: dayMs }) => dayMs)).toEqual([
    at(-48).getTime(),
    at(0).getTime(),
  ]);
});

test('a unit that never reported has gaps only; other lengths are refused', async () => {
  const { battery, energy } = (await ask({ days: 7, unitId: 'E002' })).data as LongHistory;
  expect(known(battery, ({ value }) => value)).toEqual([]);
  expect(known(energy, ({ solarWh }) => solarWh)).toEqual([]);
  expect(await ask({ days: 400 })).toMatchObject({ status: 400 });
  expect(await ask({ days: 7, unitId: 'E404' })).toMatchObject({ status: 404 });
});

test('a silence between two points of the battery breaks its line, other downtimes do not', async () => {
  const [silentAt, pausedAt] = [at(-38.6).getTime(), at(9.2).getTime()];
  const lasting = 20 * 60_000;
  const downtimes = [
    downtimeDocument(
      { ...cluster, unitId: 'E001' },
      { downMs: silentAt, recoveryMs: silentAt + lasting, cause: 'loss' },
    ),
    downtimeDocument(
      { ...cluster, unitId: 'E001' },
      { downMs: pausedAt, recoveryMs: pausedAt + lasting, cause: 'mode' },
    ),
  ];
  await downtimeCollection(server.telemetry).insertMany(downtimes);
  const { battery } = (await ask({ days: 7 })).data as LongHistory;
  const since = (hours: number, count: number) =>
    battery.filter(({ atMs }) => atMs >= at(hours).getTime()).slice(0, count);
  expect(since(-39, 3)).toEqual([
    { atMs: at(-39).getTime(), value: 40 },
    { atMs: silentAt + 1, value: null },
    { atMs: at(-38).getTime(), value: 40 },
  ]);
  expect(since(9, 2).map(({ value }) => value)).toEqual([60, 60]);
});
