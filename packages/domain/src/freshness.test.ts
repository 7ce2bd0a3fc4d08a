import { expect, test } from 'vitest';
import { estimateReportPeriodMs, freshnessDeadlines, judgeFreshness } from './freshness.ts';

test.for([
  [30_000, 0, 'fresh'],
  [30_000, 74_999, 'fresh'],
  [30_000, 75_000, 'late'],
  [30_000, 599_999, 'late'],
  [30_000, 600_000, 'silent'],
  [5_000, 12_499, 'fresh'],
  [5_000, 12_500, 'late'],
  [300_000, 749_999, 'fresh'],
  [300_000, 750_000, 'late'],
  [300_000, 1_499_999, 'late'],
  [300_000, 1_500_000, 'silent'],
] as const)('period %i ms, taken %i ms ago: %s', ([periodMs, ageMs, verdict]) => {
  const takenAtMs = 1_778_721_330_412;
  expect(judgeFreshness(freshnessDeadlines(takenAtMs, periodMs), takenAtMs + ageMs)).toBe(verdict);
});

test('a unit that never reported is neither late nor silent', () => {
  expect(judgeFreshness(null, 0)).toBe('never');
});

test.for([
  ['no report', [], 30_000],
  ['one report', [0], 30_000],
  ['two reports', [0, 5_000], 5_000],
  ['one lost report', [0, 5_000, 10_000, 20_000, 25_000, 30_000], 5_000],
  ['one outage', [0, 5_000, 10_000, 7_200_000, 7_205_000], 5_000],
  ['one doubled report', [0, 30_000, 30_100, 60_000, 90_000, 120_000], 30_000],
  ['faster than any unit can', [0, 10, 20, 30], 1_000],
  ['once a day', [0, 86_400_000, 172_800_000], 900_000],
] as const)('estimates the period from %s', ([, times, periodMs]) => {
  expect(estimateReportPeriodMs(times)).toBe(periodMs);
});
