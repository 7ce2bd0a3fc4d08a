import { expect, test } from 'vitest';
import { drawnRows, mergeLines, withEnds } from './chart-rows.ts';

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

test('what is held stays until the next point, a sum is told once', () => {
  const steps = line([10, 1], [20, 2], [30, null]);
  const others = line([0, 0], [15, 0], [25, 0], [35, 0]);
  const values = (kind: 'held' | 'sum') => mergeLines([{ ...steps, kind }, others]).map(({ v0 }) => v0);
  expect(values('held')).toEqual([null, 1, 1, 2, 2, null, null]);
  expect(values('sum')).toEqual([undefined, 1, undefined, 2, undefined, null, undefined]);
});

test('what holds until the next point ends before a gap and at the end', () => {
  const { points } = line([0, 1], [10, 2], [20, null], [30, 3]);
  expect(withEnds(points, 40)).toEqual(line([0, 1], [10, 2], [19, 2], [20, null], [30, 3], [39, 3]).points);
  expect(withEnds([], 40)).toEqual([]);
});

test('as it is drawn, a sum fills its time, and what goes down is negative', () => {
  const sums = { ...line([0, 1], [10, 2]), kind: 'sum' } as const;
  expect(drawnRows([sums], 20)).toEqual([
    { atMs: 0, v0: 1 },
    { atMs: 10, v0: 2 },
    { atMs: 19, v0: 2 },
  ]);
  expect(drawnRows([{ ...line([0, 5], [10, null], [20, 0]), isDownward: true }], 20)).toEqual([
    { atMs: 0, v0: -5 },
    { atMs: 10, v0: null },
    { atMs: 20, v0: 0 },
  ]);
});
