import { expect, test } from 'vitest';
import { mergeLines, wholeHours, withEnds } from './chart-rows.ts';

const line = (...points: [number, number | null][]) => ({ points: points.map(([atMs, value]) => ({ atMs, value })) });

test('lines with points of their own share rows in order of time', () => {
  expect(mergeLines([line([20, 5], [10, 3]), line([15, 0], [20, 7], [40, 9])])).toEqual([
    { atMs: 10, v0: 3, v1: null },
    { atMs: 15, v0: 4, v1: 0 },
    { atMs: 20, v0: 5, v1: 7 },
    { atMs: 40, v0: null, v1: 9 },
  ]);
  expect(mergeLines([line(), line()])).toEqual([]);
});

test('a gap of one line stays a gap where others have points', () => {
  const broken = line([0, 1], [1, null], [30, 2]);
  const whole = line([0, 4], [10, 5], [20, 6], [30, 7]);
  expect(mergeLines([broken, whole]).map(({ v0 }) => v0)).toEqual([1, null, null, null, 2]);
});

test('what holds until the next point ends before a gap and at the end', () => {
  const { points } = line([0, 1], [10, 2], [20, null], [30, 3]);
  expect(withEnds(points, 40)).toEqual(line([0, 1], [10, 2], [19, 2], [20, null], [30, 3], [39, 3]).points);
  expect(withEnds([], 40)).toEqual([]);
});

const hoursOf = (from: string, to: string, zone: string) =>
  wholeHours({ fromMs: Date.parse(from), toMs: Date.parse(to) }, 6, zone).map((atMs) => new Date(atMs).toISOString());

test.for([
  ['Asia/Tokyo', '2026-06-09T00:00Z', '2026-06-09T18:00Z', ['03', '09', '15']],
  ['Asia/Kathmandu', '2026-06-09T00:00Z', '2026-06-09T12:00Z', ['00:15', '06:15']],
  // The day when clocks go forward has 23 hours, the other one 25.
  ['Europe/Berlin', '2026-03-28T23:00Z', '2026-03-29T22:00Z', ['23', '04', '10', '16']],
  ['Europe/Berlin', '2026-10-24T22:00Z', '2026-10-25T23:00Z', ['22', '05', '11', '17']],
] as const)('full hours of %s from %s to %s', ([zone, from, to, expected]) => {
  const actual = hoursOf(from, to, zone).map((iso) => iso.slice(11, 16));
  expect(actual).toEqual(expected.map((text) => (text.includes(':') ? text : `${text}:00`)));
});
