import { randomUUID } from 'node:crypto';
import { ObjectId } from 'mongodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  findNewestHeartbeat,
  heartbeatFilter,
  linesSinceFilter,
  listBlockedThreadLines,
  listHeartbeats,
  listSevereLines,
  logCollection,
} from './logs.ts';
import type { Telemetry } from './telemetry.ts';
import { logDocument, openTestTelemetry } from './testing.ts';

const nowMs = Date.UTC(2026, 5, 9, 5, 32);
const cluster = { communityId: `c_${randomUUID()}`, clusterId: 'k' };
let telemetry: Telemetry;

beforeAll(async () => {
  telemetry = await openTestTelemetry();
  const main = (unitId: string, secondsAgo: number, parts: object) =>
    logDocument(cluster, { programId: 'apis-main', unitId, atMs: nowMs - secondsAgo * 1000, ...parts });
  await logCollection(telemetry).insertMany([
    main('E001', 5, { message: 'uri : /get/unit/E001' }),
    main('E001', 1, { message: 'uri : /get/unit/E001' }),
    main('E001', -90, { message: 'uri : /get/unit/E001' }),
    main('E001', 2, { message: 'gridMasterUnitId : E001' }),
    main('E001', 2, { message: 'locked; gridMasterUnitId : E001' }),
    main('E002', 3, { message: 'uri: /get/unit/E002' }),
    main('E002', 3, { message: 'uri : /x', level: 'WARNING' }),
    main('E003', 600, { message: 'uri : /x' }),
    logDocument(cluster, { programId: 'apis-ccc', atMs: nowMs - 4_000, message: 'reporting unit data ...' }),
    main('E002', 20, { level: 'SEVERE', message: 'second' }),
    main('E002', 30, { level: 'SEVERE', message: 'first' }),
    { ...cluster, message: 'not understood' },
    main('E002', 9, { level: 'WARNING', logger: 'io.vertx.core.impl.BlockedThreadChecker', message: 'blocked' }),
  ] as never[]);
});
afterAll(() => telemetry.close());

test('signs of life by program and kind; a time that is yet to come is not the newest', async () => {
  const found = await listHeartbeats(telemetry, { cluster, sinceMs: nowMs - 60_000, nowMs });
  const brief = found.map(({ programId, unitId, message, newestMs }) => [programId, unitId, message, newestMs]);
  expect(brief.sort()).toEqual([
    ['apis-ccc', null, 'reporting unit data', nowMs - 4_000],
    ['apis-main', 'E001', 'gridMasterUnitId : ', nowMs - 2_000],
    ['apis-main', 'E001', 'uri : /get/unit/E00', nowMs - 1_000],
  ]);
});

test('when a line was stored is read from its id, be it a text or an ObjectId', async () => {
  const storedMs = Date.UTC(2026, 5, 9, 6);
  for (const id of [ObjectId.createFromTime(storedMs / 1000), ObjectId.createFromTime(storedMs / 1000).toHexString()]) {
    const other = { ...cluster, clusterId: randomUUID() };
    const line = logDocument(other, { programId: 'apis-ccc', atMs: nowMs, message: 'reporting unit data' });
    await logCollection(telemetry).insertOne({ ...line, _id: id } as never);
    const ask = { cluster: other, sinceMs: nowMs - 1, nowMs };
    expect(await listHeartbeats(telemetry, ask)).toMatchObject([{ storedMs, stampedMs: nowMs }]);
    const newest = await findNewestHeartbeat(telemetry, { ...ask, type: 'apis_ccc_alive', unitId: null });
    expect(newest).toMatchObject({ storedMs, newestMs: nowMs });
  }
});

test('errors come oldest first; blocked threads by their logger', async () => {
  const severe = await listSevereLines(telemetry, { cluster, sinceMs: nowMs - 60_000, limit: 10 });
  expect(severe.map(({ message }) => message)).toEqual(['first', 'second']);
  const blocked = await listBlockedThreadLines(telemetry, { cluster, sinceMs: nowMs - 60_000 });
  expect(blocked.map(({ message }) => message)).toEqual(['blocked']);
});

test.for([
  [
    'lines of a level',
    linesSinceFilter(cluster, 'SEVERE', nowMs - 60_000),
    1,
    'communityId_1_clusterId_1_loglevel_1_datetime_1',
    2,
  ],
  [
    'the newest sign of life of a unit',
    heartbeatFilter(cluster, { type: 'apis_main_alive', unitId: 'E001', sinceMs: 0 }),
    -1,
    'communityId_1_clusterId_1_programId_1_unitId_1_datetime_1',
    1,
  ],
  [
    'the newest sign of life of apis-ccc',
    heartbeatFilter(cluster, { type: 'apis_ccc_alive', unitId: null, sinceMs: 0 }),
    -1,
    'communityId_1_clusterId_1_programId_1_unitId_1_datetime_1',
    1,
  ],
] as const)('%s: served by its index, without a scan or a sort', async ([, filter, direction, index, most]) => {
  const cursor = logCollection(telemetry).find(filter).sort({ datetime: direction });
  const explained = await cursor.limit(direction === -1 ? 1 : 0).explain('executionStats');
  const text = JSON.stringify(explained.queryPlanner.winningPlan);
  expect(text).toContain(`"${index}"`);
  expect(text).not.toMatch(/COLLSCAN|"SORT"/);
  expect(explained.executionStats.totalDocsExamined).toBeLessThanOrEqual(most);
});
