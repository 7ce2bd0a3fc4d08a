import { expect, test } from 'vitest';
import { hourly, knownRuns } from './line-parts.ts';

const at = (time: string) => Date.parse(`2026-06-09T${time}Z`);
const point = (time: string, value: number | null) => ({ atMs: at(time), value });

test('each hour has its first known value, and one without any is there without a value', () => {
  const points = [
    ...[point('05:40', 7), point('06:05', 1), point('06:20', 2)],
    ...[point('06:50', null), point('08:00', 3), point('08:30', 4)],
  ];
  expect(hourly(points, { fromMs: at('05:32'), toMs: at('09:32') })).toEqual([
    ...[point('06:05', 1), point('07:00', null), point('08:00', 3), point('09:00', null)],
  ]);
});

test('a span that ends with an hour does not have the next one', () => {
  expect(hourly([], { fromMs: at('06:00'), toMs: at('08:00') })).toEqual([point('06:00', null), point('07:00', null)]);
});

test('a gap parts a line', () => {
  const [a, b, c] = [point('06:00', 1), point('06:05', 2), point('07:00', 3)];
  expect(knownRuns([a, b, point('06:06', null), c])).toEqual([[a, b], [c]]);
  expect(knownRuns([point('06:06', null)])).toEqual([]);
});
