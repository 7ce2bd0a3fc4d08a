import { randomUUID } from 'node:crypto';
import { ObjectId } from 'mongodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LogQuery, logFilter, logIndex, mostLookedAt, searchLogLines } from './log-search.ts';
import { logCollection } from './logs.ts';
import type { Telemetry } from './telemetry.ts';
import { logDocument, openTestTelemetry } from './testing.ts';

const nowMs = Date.UTC(2026, 5, 9, 5, 32);
const cluster = { communityId: `c_${randomUUID()}`, clusterId: 'k' };
let telemetry: Telemetry;

const any = { programId: null, unitId: null, levels: [], text: '' };
function query(filter: Partial<LogQuery['filter']> = {}, parts: Partial<LogQuery> = {}): LogQuery {
  const bounds = { fromMs: null, toMs: null, position: null, limit: 100 };
  return { cluster, direction: 'older', ...bounds, ...parts, filter: { ...any, ...filter } };
}
const messagesOf = async (...parts: Parameters<typeof query>) =>
  (await searchLogLines(telemetry, query(...parts))).lines.map(({ message }) => message);

beforeAll(async () => {
  telemetry = await openTestTelemetry();
  const line = (secondsAgo: number, parts: object) =>
    logDocument(cluster, { programId: 'apis-main', unitId: 'E001', atMs: nowMs - secondsAgo * 1000, ...parts });
  await logCollection(telemetry).insertMany([
    line(50, { message: 'uri : /get' }),
    line(40, { message: 'deal created : Ab.*(c', unitId: 'E002' }),
    line(30, { message: 'Out of MEMORY', level: 'SEVERE' }),
    { ...line(20, { message: 'reporting unit data', programId: 'apis-ccc' }), unitId: undefined },
    line(10, { level: 'WARNING', logger: 'io.vertx.core.impl.BlockedThreadChecker', message: 'blocked' }),
    line(10, { message: 'same time, a' }),
    line(10, { message: 'same time, b' }),
    line(10, { message: 'same time, c' }),
    { ...cluster, message: 'without a time' },
    { ...line(5, {}), _id: new ObjectId() },
  ] as never[]);
});
afterAll(() => telemetry.close());

test.for([
  ['a unit', { unitId: 'E002' }, ['deal created : Ab.*(c']],
  ['a program without units', { programId: 'apis-ccc' }, ['reporting unit data']],
  ['levels', { levels: ['SEVERE', 'WARNING'] }, ['blocked', 'Out of MEMORY']],
  ['words in any case', { text: ' out of memory ' }, ['Out of MEMORY']],
  ['what would be a pattern', { text: '.*(c' }, ['deal created : Ab.*(c']],
  ['a pattern that would never end', { text: '(a+)+$' }, []],
  ['the name of a logger', { text: 'blockedthread' }, ['blocked']],
  ['a level and words', { levels: ['SEVERE'], text: 'blocked' }, []],
] as const)('lines are found by %s', async ([, filter, expected]) => {
  expect(await messagesOf(filter)).toEqual(expected);
});

test('newest first or oldest first, within bounds; a line without words is one', async () => {
  expect((await messagesOf()).slice(0, 1)).toEqual(['']);
  expect(await messagesOf({}, { direction: 'newer', fromMs: nowMs - 40_000, toMs: nowMs - 20_000 })).toEqual([
    'deal created : Ab.*(c',
    'Out of MEMORY',
  ]);
});

test('pages going back end where the search begins, which is included', async () => {
  const bounds = { fromMs: nowMs - 30_000, toMs: nowMs - 10_000 };
  const first = await searchLogLines(telemetry, query({}, { ...bounds, limit: 1 }));
  expect(first.lines.map(({ message }) => message)).toEqual(['reporting unit data']);
  const second = await searchLogLines(telemetry, query({}, { ...bounds, position: first.next }));
  expect(second).toMatchObject({ lines: [{ message: 'Out of MEMORY' }], next: null });
});

test.for(['older', 'newer'] as const)(
  'pages going %s miss nothing and repeat nothing, whatever their size',
  async (direction) => {
    const whole = (await searchLogLines(telemetry, query({}, { direction }))).lines.map(({ key }) => key);
    expect(whole).toHaveLength(9);
    for (let limit = 1; limit <= 10; limit += 1) {
      const keys: string[] = [];
      let position: LogQuery['position'] = null;
      do {
        const page = await searchLogLines(telemetry, query({}, { direction, limit, position }));
        keys.push(...page.lines.map(({ key }) => key));
        position = page.next;
      } while (position);
      expect(keys, `${limit} at a time`).toEqual(whole);
    }
  },
);

test('a rare word costs a bounded look; the page tells how far it came and goes on', async () => {
  const other = { communityId: `c_${randomUUID()}`, clusterId: 'k' };
  const lines = Array.from({ length: mostLookedAt + 1 }, (_, i) =>
    logDocument(other, {
      programId: 'apis-main',
      unitId: 'E001',
      atMs: nowMs - i * 1000,
      message: i === mostLookedAt ? 'the needle' : 'hay',
    }),
  );
  await logCollection(telemetry).insertMany(lines);
  const first = await searchLogLines(telemetry, query({ text: 'needle' }, { cluster: other }));
  const lookedUntilMs = nowMs - (mostLookedAt - 1) * 1000;
  expect(first).toEqual({ lines: [], next: { atMs: lookedUntilMs, skip: 1 }, lookedUntilMs });
  const second = await searchLogLines(telemetry, query({ text: 'needle' }, { cluster: other, position: first.next }));
  expect(second).toMatchObject({ lines: [{ message: 'the needle' }], next: null });
});

const byUnit = 'communityId_1_clusterId_1_programId_1_unitId_1_datetime_1';
const byLevel = 'communityId_1_clusterId_1_loglevel_1_datetime_1';
const byTime = 'communityId_1_clusterId_1_datetime_1';
test.for([
  ['the newest of a cluster', query(), byTime, 9],
  ['of a unit', query({ unitId: 'E001' }), byUnit, 7],
  ['of a program without units', query({ programId: 'apis-ccc' }), byUnit, 1],
  ['of a level', query({ levels: ['SEVERE'] }), byLevel, 1],
  ['of info and worse', query({ levels: ['SEVERE', 'WARNING', 'INFO'] }), byTime, 9],
  ['of a cluster since', query({}, { fromMs: nowMs - 10_000 }), byTime, 5],
  ['of a unit since', query({ unitId: 'E001' }, { fromMs: nowMs - 10_000 }), byUnit, 5],
  ['of a level since', query({ levels: ['SEVERE'] }, { fromMs: nowMs - 10_000 }), byLevel, 0],
] as const)('%s: served by an index, without a scan or a sort', async ([, asked, index, most]) => {
  const explained = await logCollection(telemetry)
    .find(logFilter(asked), { hint: logIndex(asked.filter) })
    .sort({ datetime: -1 })
    .limit(100)
    .explain('executionStats');
  const text = JSON.stringify(explained.queryPlanner.winningPlan);
  expect(text).toContain(`"${index}"`);
  expect(text).not.toMatch(/COLLSCAN|"SORT"/);
  expect(explained.executionStats.totalDocsExamined).toBeLessThanOrEqual(most);
});
