import { expect, test } from 'vitest';
import { ageOf, formatAge, formatClock, formatDay, formatDayShort, formatInstant, formatZone } from './time.ts';

const atMs = Date.UTC(2026, 5, 9, 5, 32, 8);

test('clock and day are those of the zone, wherever the viewer is', () => {
  expect(formatClock(atMs, 'Asia/Tokyo', 'en')).toBe('14:32');
  expect(formatClock(atMs, 'America/New_York', 'en')).toBe('01:32');
  expect(formatDay(atMs, 'Asia/Tokyo', 'ja')).toBe('6月9日(火)');
  expect(formatDay(atMs, 'Asia/Tokyo', 'en')).toBe('Tue 9 Jun');
});

test('an instant in English has its day before its month', () => {
  expect(formatInstant(atMs, 'Asia/Tokyo', 'en')).toBe('9 Jun 2026, 14:32');
});

test('midnight is 00, not 24', () => {
  expect(formatClock(Date.UTC(2026, 5, 8, 15), 'Asia/Tokyo', 'en')).toBe('00:00');
});

test('the zone is named with its offset', () => {
  expect(formatZone(atMs, 'Asia/Tokyo', 'ja')).toBe('JST (UTC+9)');
  expect(formatZone(atMs, 'Asia/Tokyo', 'en')).toBe('JST (UTC+9)');
  expect(formatZone(atMs, 'Europe/Berlin', 'en')).toBe('CEST (UTC+2)');
  expect(formatZone(atMs, 'UTC', 'en')).toBe('UTC');
  expect(formatZone(atMs, 'Asia/Kathmandu', 'en')).toBe('UTC+5:45');
});

test.for([
  [-5_000, { unit: 'second', count: 0 }],
  [59_999, { unit: 'second', count: 59 }],
  [60_000, { unit: 'minute', count: 1 }],
  [34 * 60_000, { unit: 'minute', count: 34 }],
  [3_600_000, { unit: 'hour', count: 1 }],
  [90_000_000, { unit: 'day', count: 1 }],
] as const)('an age of %d ms', ([ageMs, age]) => {
  expect(ageOf(ageMs)).toEqual(age);
});

test('an age reads naturally in each language', () => {
  expect(formatAge(240_000, 'en')).toBe('4 min');
  expect(formatAge(240_000, 'ja')).toBe('4 分');
});

test('a day within a month that is known', () => {
  expect(formatDayShort(atMs, 'Asia/Tokyo', 'en')).toBe('Tue 9');
  expect(formatDayShort(atMs, 'Asia/Tokyo', 'ja')).toBe('9日(火)');
});
