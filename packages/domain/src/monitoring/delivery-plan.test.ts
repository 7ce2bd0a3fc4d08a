import { expect, test } from 'vitest';
import { afterQuietHours, backOffMs, planDelivery } from './delivery-plan.ts';

test.for([
  [1, 30],
  [2, 60],
  [3, 120],
  [10, 15_360],
  [11, 21_600],
  [20, 21_600],
  [2_000, 21_600],
] as const)('after %i failed attempts the next one waits %i s', ([attempts, seconds]) => {
  expect(backOffMs(attempts)).toBe(seconds * 1000);
});

const night = { fromMin: 22 * 60, toMin: 7 * 60 };
test.for([
  ['before', '2026-06-09T21:59:59+09:00', 'Asia/Tokyo', '2026-06-09T21:59:59+09:00'],
  ['from the first second', '2026-06-09T22:00:00+09:00', 'Asia/Tokyo', '2026-06-10T07:00:00+09:00'],
  ['after midnight', '2026-06-10T03:04:05.678+09:00', 'Asia/Tokyo', '2026-06-10T07:00:00+09:00'],
  ['at their end', '2026-06-10T07:00:00+09:00', 'Asia/Tokyo', '2026-06-10T07:00:00+09:00'],
  ['in a night that is an hour shorter', '2026-03-28T23:30:00+01:00', 'Europe/Berlin', '2026-03-29T07:00:00+02:00'],
  ['in a night that is an hour longer', '2026-10-24T23:30:00+02:00', 'Europe/Berlin', '2026-10-25T07:00:00+01:00'],
] as const)('quiet hours, %s', ([, at, timeZone, expected]) => {
  expect(afterQuietHours(new Date(at), { ...night, timeZone })).toEqual(new Date(expected));
});

test('hours within a day, none, and of no length', () => {
  const noon = new Date('2026-06-09T12:00:00Z');
  const quiet = { fromMin: 11 * 60, toMin: 13 * 60 + 30, timeZone: 'UTC' };
  expect(afterQuietHours(noon, quiet)).toEqual(new Date('2026-06-09T13:30:00Z'));
  expect(afterQuietHours(noon, null)).toBe(noon);
  expect(afterQuietHours(noon, { ...quiet, toMin: quiet.fromMin })).toBe(noon);
});

test('what flaps is collected for a recipient that wants so, and waits for the end of quiet hours as well', () => {
  const now = new Date('2026-06-09T05:32:00Z');
  const common = { now, digestMs: 3_600_000, quiet: null };
  expect(planDelivery({ ...common, recentAlike: 3 })).toEqual({ isDigest: false, at: now });
  expect(planDelivery({ ...common, recentAlike: 99, digestMs: null })).toEqual({ isDigest: false, at: now });
  const at = new Date('2026-06-09T06:00:00Z');
  expect(planDelivery({ ...common, recentAlike: 4 })).toEqual({ isDigest: true, at });
  const quiet = { fromMin: 5 * 60, toMin: 9 * 60, timeZone: 'UTC' };
  expect(planDelivery({ ...common, recentAlike: 4, quiet }).at).toEqual(new Date('2026-06-09T09:00:00Z'));
});
