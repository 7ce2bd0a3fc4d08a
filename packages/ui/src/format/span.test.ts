import { expect, test } from 'vitest';
import { formatDays, formatDayTime, formatSpan } from './span.ts';

const atMs = Date.UTC(2026, 5, 9, 5, 32, 8);

test('days are said as a range, one day with its weekday', () => {
  expect(formatDays({ fromDay: '2026-06-03', toDay: '2026-06-09' }, 'en')).toBe('3 – 9 Jun 2026');
  expect(formatDays({ fromDay: '2026-06-09', toDay: '2026-06-09' }, 'en')).toBe('Tue 9 Jun 2026');
  expect(formatDays({ fromDay: '2026-06-09', toDay: '2026-06-09' }, 'ja')).toBe('2026年6月9日(火)');
  expect(formatDays({ fromDay: '2026-06-03', toDay: '2026-06-09' }, 'ja')).toBe('2026年6月3日～9日');
  expect(formatDays({ fromDay: '2026-05-30', toDay: '2026-06-09' }, 'ja')).toBe('2026年5月30日～6月9日');
  expect(formatDays({ fromDay: '2025-12-30', toDay: '2026-01-05' }, 'ja')).toBe('2025年12月30日～2026年1月5日');
});

test('a span says its day once, and its seconds where it is short', () => {
  const minutes = (count: number) => ({ fromMs: atMs, toMs: atMs + count * 60_000 });
  expect(formatSpan(minutes(90), 'Asia/Tokyo', 'en')).toBe('Tue 9 Jun, 14:32 – 16:02');
  expect(formatSpan(minutes(1), 'Asia/Tokyo', 'en')).toBe('Tue 9 Jun, 14:32:08 – 14:33:08');
  expect(formatSpan(minutes(24 * 60), 'Asia/Tokyo', 'ja')).toMatch(/9日?\(火\) 14:32～.*10日?\(水\) 14:32$/);
  expect(formatSpan(minutes(90), 'Asia/Tokyo', 'ja')).toBe('6月9日(火) 14:32～16:02');
  expect(formatSpan(minutes(24 * 60), 'Asia/Tokyo', 'ja')).toBe('6月9日(火) 14:32～10日(水) 14:32');
  expect(formatDayTime(atMs, 'Asia/Tokyo', 'ja')).toBe('6月9日(火) 14:32');
});
