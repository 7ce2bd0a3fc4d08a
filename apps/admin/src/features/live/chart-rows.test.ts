import { expect, test } from 'vitest';
import { mergeLines, withEnds } from './chart-rows.ts';

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
