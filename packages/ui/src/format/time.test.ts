import { expect, test } from 'vitest';
import { formatAddingDurations, formatDuration } from './duration.ts';
import { formatDays, formatDayTime, formatSpan } from './span.ts';
import { ageOf, formatAge, formatClock, formatDay, formatDayShort, formatZone } from './time.ts';

const atMs = Date.UTC(2026, 5, 9, 5, 32, 8);

test('clock and day are those of the zone, wherever the viewer is', () => {
  expect(formatClock(atMs, 'Asia/Tokyo', 'en-GB')).toBe('14:32');
  expect(formatClock(atMs, 'America/New_York', 'en-GB')).toBe('01:32');
  expect(formatDay(atMs, 'Asia/Tokyo', 'ja')).toBe('6月9日(火)');
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

test.for([
  [0, '0s'],
  [42_400, '42s'],
  [522_000, '8m 42s'],
  [33_120_000, '9h 12m'],
  [32_400_000, '9h'],
  [90_000_000, '1d 1h'],
] as const)('%d ms is %s', ([durationMs, text]) => {
  expect(formatDuration(durationMs, 'en').replaceAll('\u202f', '')).toBe(text);
});

test('days are said as a range, one day with its weekday', () => {
  expect(formatDays({ fromDay: '2026-06-03', toDay: '2026-06-09' }, 'en-GB')).toMatch(/^3\s*–\s*9 Jun 2026$/);
  expect(formatDays({ fromDay: '2026-06-09', toDay: '2026-06-09' }, 'ja')).toBe('2026年6月9日(火)');
  expect(formatDays({ fromDay: '2026-06-03', toDay: '2026-06-09' }, 'ja')).toBe('2026年6月3日～9日');
  expect(formatDays({ fromDay: '2026-05-30', toDay: '2026-06-09' }, 'ja')).toBe('2026年5月30日～6月9日');
  expect(formatDays({ fromDay: '2025-12-30', toDay: '2026-01-05' }, 'ja')).toBe('2025年12月30日～2026年1月5日');
});

test('a day within a month that is known', () => {
  expect(formatDayShort(atMs, 'Asia/Tokyo', 'en-GB')).toBe('Tue 9');
  expect(formatDayShort(atMs, 'Asia/Tokyo', 'ja')).toBe('9日(火)');
});

test('durations that add up are shown so that they add up', () => {
  const shown = formatAddingDurations([1_500, 1_500, 90_061_000], 'en').map((text) => text.replaceAll('\u202f', ''));
  expect(shown).toEqual(['2s', '1s', '25h 1m 1s']);
  expect(formatAddingDurations([0, 3_600_000], 'en').map((text) => text.replaceAll('\u202f', ''))).toEqual([
    '0s',
    '1h',
  ]);
});

test('a span says its day once, and its seconds where it is short', () => {
  const minutes = (count: number) => ({ fromMs: atMs, toMs: atMs + count * 60_000 });
  expect(formatSpan(minutes(90), 'Asia/Tokyo', 'en-GB')).toMatch(/^Tue,? 9 Jun,? 14:32\s*–\s*16:02$/);
  expect(formatSpan(minutes(1), 'Asia/Tokyo', 'en-GB')).toMatch(/14:32:08\s*–\s*14:33:08$/);
  expect(formatSpan(minutes(24 * 60), 'Asia/Tokyo', 'ja')).toMatch(/9日?\(火\) 14:32～.*10日?\(水\) 14:32$/);
  expect(formatSpan(minutes(90), 'Asia/Tokyo', 'ja')).toBe('6月9日(火) 14:32～16:02');
  expect(formatSpan(minutes(24 * 60), 'Asia/Tokyo', 'ja')).toBe('6月9日(火) 14:32～10日(水) 14:32');
  expect(formatDayTime(atMs, 'Asia/Tokyo', 'ja')).toBe('6月9日(火) 14:32');
});
