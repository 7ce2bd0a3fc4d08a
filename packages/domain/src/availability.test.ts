import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  addTimes,
  availabilityRate,
  availabilitySpans,
  availabilityTimes,
  countLastKinds,
  type Span,
  type TimeKind,
  totalTimes,
  type UnitHistory,
} from './availability.ts';
import { localDayRange } from './local-day.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const always: UnitHistory = {
  availableFromMs: null,
  availableToMs: null,
  firstReportMs: Number.NEGATIVE_INFINITY,
  downtimes: [],
  unread: [],
};
const down = (fromMs: number, toMs: number | null) => ({ downMs: fromMs, recoveryMs: toMs, cause: 'loss' as const });

function totalsOf(period: Span, unit: Partial<UnitHistory>, nowMs = 1e15) {
  return totalTimes(availabilitySpans(period, { ...always, ...unit }, nowMs));
}
const percent = (period: Span, unit: Partial<UnitHistory>) => {
  const rate = availabilityRate(totalsOf(period, unit));
  return rate === null ? null : Math.round(rate * 10_000) / 100;
};

const day = { fromMs: 0, toMs: dayMs };

test('V-80: 172,400 s down in two days', () => {
  const period = { fromMs: 0, toMs: 2 * dayMs };
  const unit = { downtimes: [down(0, 100_000_000), down(100_400_000, 172_800_000)] };
  expect(totalsOf(period, unit)).toEqual({ up: 400_000, down: 172_400_000, unknown: 0, notInService: 0 });
  expect(percent(period, unit)).toBe(0.23);
});

test('V-81: in service from noon', () => {
  const unit = { availableFromMs: 12 * hourMs, downtimes: [down(6 * hourMs, 18 * hourMs)] };
  expect(totalsOf(day, unit)).toEqual({ up: 6 * hourMs, down: 6 * hourMs, unknown: 0, notInService: 12 * hourMs });
  expect(percent(day, unit)).toBe(50);
});

test('V-82: out of service since the day began', () => {
  expect(totalsOf(day, { availableToMs: 0, downtimes: [down(0, null)] }).notInService).toBe(dayMs);
  expect(percent(day, { availableToMs: 0 })).toBeNull();
});

test('V-83: down since the day before', () => {
  expect(percent(day, { downtimes: [down(-hourMs, null)] })).toBe(0);
});

test('V-84: the average counts time, not units', () => {
  const one = totalsOf(day, { availableFromMs: 12 * hourMs, downtimes: [down(6 * hourMs, 18 * hourMs)] });
  const two = totalsOf(day, {});
  expect(Math.round((availabilityRate(addTimes([one, two])) ?? 0) * 10_000) / 100).toBe(83.33);
});

test('what we could not read is neither up nor down', () => {
  const unit = { downtimes: [down(2 * hourMs, 6 * hourMs)], unread: [{ fromMs: 4 * hourMs, toMs: 8 * hourMs }] };
  expect(availabilitySpans(day, { ...always, ...unit }, 1e15)).toEqual([
    { fromMs: 0, toMs: 2 * hourMs, kind: 'up', reason: null },
    { fromMs: 2 * hourMs, toMs: 4 * hourMs, kind: 'down', reason: 'loss' },
    { fromMs: 4 * hourMs, toMs: 8 * hourMs, kind: 'unknown', reason: 'notRead' },
    { fromMs: 8 * hourMs, toMs: dayMs, kind: 'up', reason: null },
  ]);
});

test('neither the time before the first report nor the future counts as up', () => {
  const spans = availabilitySpans(day, { ...always, firstReportMs: hourMs }, 20 * hourMs);
  expect(spans.map(({ kind, reason }) => [kind, reason])).toEqual([
    ['unknown', 'noReport'],
    ['up', null],
    ['unknown', 'future'],
  ]);
  expect(totalsOf(day, { firstReportMs: null }).unknown).toBe(dayMs);
});

test('an open downtime is down until now, not until the end of the period', () => {
  expect(totalsOf(day, { downtimes: [down(hourMs, null)] }, 3 * hourMs)).toEqual({
    up: hourMs,
    down: 2 * hourMs,
    unknown: 21 * hourMs,
    notInService: 0,
  });
});

test.for([
  ['2026-03-29', 'Europe/Berlin', 23],
  ['2026-10-25', 'Europe/Berlin', 25],
  ['2026-06-09', 'Asia/Tokyo', 24],
] as const)('%s in %s has %i hours', ([date, timeZone, hours]) => {
  const { from, to } = localDayRange(date, timeZone);
  const period = { fromMs: from.getTime(), toMs: to.getTime() };
  expect(totalsOf(period, {}).up).toBe(hours * hourMs);
});

const instant = fc.integer({ min: 0, max: 1_000 });
const maybe = fc.option(instant, { nil: null });
const span = fc.tuple(instant, fc.integer({ min: 0, max: 200 })).map(([fromMs, ms]) => ({ fromMs, toMs: fromMs + ms }));
const unitHistory: fc.Arbitrary<UnitHistory> = fc.record({
  availableFromMs: maybe,
  availableToMs: maybe,
  firstReportMs: maybe,
  downtimes: fc.array(
    fc.record({
      downMs: instant,
      recoveryMs: maybe,
      cause: fc.constantFrom('loss' as const, 'mode' as const),
    }),
    { maxLength: 8 },
  ),
  unread: fc.array(span, { maxLength: 4 }),
});

/** Judges one instant by the words of the rule, without order or lists that are walked through once. */
function judgeAlone(unit: UnitHistory, atMs: number, nowMs: number) {
  if (unit.availableFromMs !== null && atMs < unit.availableFromMs) return 'notInService';
  if (unit.availableToMs !== null && atMs >= unit.availableToMs) return 'notInService';
  if (atMs >= nowMs || unit.firstReportMs === null || atMs < unit.firstReportMs) return 'unknown';
  if (unit.unread.some(({ fromMs, toMs }) => fromMs <= atMs && atMs < toMs)) return 'unknown';
  const isDown = unit.downtimes.some(({ downMs, recoveryMs }) => downMs <= atMs && atMs < (recoveryMs ?? Infinity));
  return isDown ? 'down' : 'up';
}

test('units are counted by how they are at the end of the period; those of which nothing is known by that', () => {
  const span = (kind: TimeKind, fromMs: number) => ({ kind, reason: null, fromMs, toMs: fromMs + 1 });
  expect(
    countLastKinds([
      { spans: [span('down', 0), span('up', 1)] },
      { spans: [span('up', 0), span('down', 1)] },
      { spans: [span('down', 0)] },
      { spans: [span('notInService', 0)] },
      { spans: [] },
    ]),
  ).toEqual({ up: 1, down: 2, unknown: 1, notInService: 1 });
});

test('10,000 random histories: each millisecond is what an oracle says, and the kinds add up', () => {
  fc.assert(
    fc.property(span, unitHistory, instant, (period, unit, nowMs) => {
      const totals = { up: 0, down: 0, unknown: 0, notInService: 0 };
      for (let atMs = period.fromMs; atMs < period.toMs; atMs += 1) totals[judgeAlone(unit, atMs, nowMs)] += 1;
      const spans = availabilitySpans(period, unit, nowMs);
      expect(totalTimes(spans)).toEqual(totals);
      expect(availabilityTimes(period, unit, nowMs)).toEqual(totals);
      for (const [i, { fromMs }] of spans.entries()) expect(fromMs).toBe(spans[i - 1]?.toMs ?? period.fromMs);
      const rate = availabilityRate(totals);
      expect(rate === null || (rate >= 0 && rate <= 1)).toBe(true);
    }),
    { numRuns: 10_000 },
  );
}, 30_000);
