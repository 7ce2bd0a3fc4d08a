import { randomUUID } from 'node:crypto';
import type { ClusterRef } from '@commonwatt/domain/refs';
import { dayMs } from '@commonwatt/domain/utc-day';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { downtimeCollection, downtimeDocument, downtimesFilters, listDowntimes } from './downtimes.ts';
import type { Telemetry } from './telemetry.ts';
import { openTestTelemetry } from './testing.ts';

// A year in which a unit was down for an hour each day, and is down now; and one that went down in the beginning.

const cluster: ClusterRef = { communityId: randomUUID(), clusterId: 'k' };
const fromMs = Date.UTC(2025, 0, 1);
const toMs = fromMs + 365 * dayMs;
const hourMs = 3_600_000;
let telemetry: Telemetry;

beforeAll(async () => {
  telemetry = await openTestTelemetry();
  const daily = Array.from({ length: 400 }, (_, day) => fromMs + (day - 10) * dayMs);
  const unit = { ...cluster, unitId: 'E001' };
  await downtimeCollection(telemetry).insertMany([
    ...daily.map((atMs) => downtimeDocument(unit, { downMs: atMs - hourMs, recoveryMs: atMs, cause: 'loss' })),
    downtimeDocument(unit, { downMs: toMs - 60_000, recoveryMs: null, cause: 'loss' }),
    downtimeDocument({ ...cluster, unitId: 'E002' }, { downMs: fromMs, recoveryMs: null, cause: 'mode' }),
  ]);
});
afterAll(() => telemetry.close());

test.each([
  ['an hour', 0, hourMs, 1],
  ['a part exactly', 0, 92 * dayMs, 93],
  ['a part and a day', 0, 93 * dayMs, 94],
  ['a year', 0, 365 * dayMs, 366],
])('each downtime of %s is found once, in order', async (_, offsetMs, lengthMs, count) => {
  const [from, to] = [new Date(fromMs + offsetMs), new Date(fromMs + offsetMs + lengthMs)];
  const ofUnit = await listDowntimes(telemetry, { cluster, unitId: 'E001', from, to });
  const found = (await listDowntimes(telemetry, { cluster, from, to })).filter(({ unitId }) => unitId === 'E001');
  expect(found).toEqual(ofUnit);
  const closed = found.filter(({ recoveryMs }) => recoveryMs !== null).map(({ recoveryMs }) => recoveryMs);
  expect(closed).toEqual(Array.from({ length: count }, (_, day) => from.getTime() + day * dayMs));
  expect(found.length - closed.length).toBe(to.getTime() === toMs ? 1 : 0);
});

test('a year of a cluster is asked for in parts, and so is all of history; what is short, of a unit or without an end, in two', async () => {
  const year = { cluster, from: new Date(fromMs), to: new Date(toMs) };
  expect(downtimesFilters(year)).toHaveLength(5);
  expect(downtimesFilters({ ...year, from: new Date('0001-01-01') })).toHaveLength(5);
  expect(downtimesFilters({ ...year, unitId: 'E001' })).toHaveLength(2);
  expect(downtimesFilters({ cluster, from: new Date(fromMs) })).toHaveLength(2);
  const units = (await listDowntimes(telemetry, year)).map(({ unitId }) => unitId);
  expect([units.length, units.at(-1)]).toEqual([368, 'E002']);
});
