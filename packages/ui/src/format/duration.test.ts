import { expect, test } from 'vitest';
import { formatAddingDurations, formatDuration } from './duration.ts';

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

test('durations that add up are shown so that they add up', () => {
  const shown = formatAddingDurations([1_500, 1_500, 90_061_000], 'en').map((text) => text.replaceAll('\u202f', ''));
  expect(shown).toEqual(['2s', '1s', '25h 1m 1s']);
  expect(formatAddingDurations([0, 3_600_000], 'en').map((text) => text.replaceAll('\u202f', ''))).toEqual([
    '0s',
    '1h',
  ]);
});
