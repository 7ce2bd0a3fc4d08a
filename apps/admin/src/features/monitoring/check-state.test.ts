import { expect, test } from 'vitest';
import { checkState, daySlots, type Monitor, pausesWithin } from './check-state.ts';

const nowMs = Date.UTC(2026, 5, 9, 5, 32);
const at = (minutesAgo: number) => new Date(nowMs - minutesAgo * 60_000);
const well: Monitor = { isActive: true, pause: null, lastSuccessAt: at(0), lastError: null };
const pause = { at: at(60), by: 'sato', reason: 'known' };

test.for([
  ['clear', well, 0],
  ['open', well, 2],
  ['starting', { ...well, lastSuccessAt: null }, 0],
  ['stale', { ...well, lastSuccessAt: at(2) }, 0],
  ['stale', { ...well, lastSuccessAt: at(2) }, 1],
  ['broken', { ...well, lastError: 'MongoDB is away' }, 1],
  ['paused', { ...well, isActive: false, pause, lastSuccessAt: null }, 0],
  ['off', { ...well, isActive: false, lastSuccessAt: null }, 0],
] as const)('%s', ([expected, monitor, openCount]) => {
  expect(checkState(monitor, openCount, nowMs)).toBe(expected);
});

const failure = (from: number, to: number | null) => ({ detectedAt: at(from), closedAt: to === null ? null : at(to) });
const period = (from: number, to: number | null) => ({ startedAt: at(from), endedAt: to === null ? null : at(to) });
const brief = (slots: string[]) =>
  slots
    .map((slot) => slot[0])
    .join('')
    .replace(/(.)\1*/g, (run, c) => `${c}${run.length} `);

test.for([
  ['on all day, nothing failed', [], [period(9_999, null)], 0, 'o48 '],
  ['a failure of a minute colours its half hour', [failure(61, 60)], [period(9_999, null)], 0, 'o45 f1 o2 '],
  ['one that is open', [failure(45, null)], [period(9_999, null)], 0, 'o46 f2 '],
  ['switched on an hour ago', [], [period(60, null)], 0, 'n46 o2 '],
  ['paused two hours ago', [], [period(9_999, 120)], 120, 'o44 p4 '],
  ['paused for an hour', [], [period(9_999, 120), period(60, null)], 0, 'o44 p2 o2 '],
  ['nobody has looked for an hour', [], [period(9_999, null)], 60, 'o47 u1 '],
  ['never on', [], [], 0, 'n48 '],
] as const)('%s', ([, failures, periods, unknownMinutes, expected]) => {
  const knownUntilMs = at(unknownMinutes).getTime();
  expect(brief(daySlots({ failures, periods, knownUntilMs }, nowMs))).toBe(expected);
});

test('a pause is what lies between two times in which a check was on, within the days that are shown', () => {
  const span = { fromMs: at(1_000).getTime(), toMs: at(-500).getTime() };
  const spans = pausesWithin([period(100, 50), period(2_000, 1_500), period(900, 400)], span, nowMs);
  expect(spans.map(({ fromMs, toMs }) => [(nowMs - fromMs) / 60_000, (nowMs - toMs) / 60_000])).toEqual([
    [1_000, 900],
    [400, 100],
    [50, 0],
  ]);
  expect(pausesWithin([period(900, null)], span, nowMs)).toEqual([]);
});
