import { expect, test } from 'vitest';
import { percentiles } from './percentiles.ts';

test('gives values that occurred, whatever their order', () => {
  const values = Array.from({ length: 200 }, (_, i) => 200 - i);
  expect(percentiles(values)).toEqual({ count: 200, p50: 100, p95: 190, p99: 198, max: 200 });
});

test('of one value, all are that value', () => {
  expect(percentiles([7])).toEqual({ count: 1, p50: 7, p95: 7, p99: 7, max: 7 });
});

test('what never happened is the largest', () => {
  expect(percentiles([1, Number.POSITIVE_INFINITY, 3]).max).toBe(Number.POSITIVE_INFINITY);
});

test('nothing has no percentiles', () => {
  expect(percentiles([]).p95).toBeNaN();
});
