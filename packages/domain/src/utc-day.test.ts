import { expect, test } from 'vitest';
import { utcDayOf, utcMonthAfter, utcMonthOf } from './utc-day.ts';

test.for([
  ['2026-06-09T00:00:00Z', '2026-06-09', '2026-06-01', '2026-07-01'],
  ['2026-06-09T23:59:59.999Z', '2026-06-09', '2026-06-01', '2026-07-01'],
  ['2024-12-31T12:00:00Z', '2024-12-31', '2024-12-01', '2025-01-01'],
  ['1969-12-31T12:00:00Z', '1969-12-31', '1969-12-01', '1970-01-01'],
] as const)('%s lies in the day %s and the month %s, before %s', ([at, day, month, next]) => {
  const atMs = Date.parse(at);
  expect(utcDayOf(atMs)).toBe(Date.parse(day));
  expect(utcMonthOf(atMs)).toBe(Date.parse(month));
  expect(utcMonthAfter(atMs)).toBe(Date.parse(next));
});
