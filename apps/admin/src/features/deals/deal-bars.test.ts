import { expect, test } from 'vitest';
import { axisSteps, type DayOrHour, drawnBars, shareOfAverage } from './deal-bars.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const firstMs = Date.parse('2026-01-01T00:00:00Z');
const average = { sinceMs: firstMs, byHour: Array.from({ length: 24 }, (_, hour) => hour), wholeDay: 276 };

/** The days of 2026, 10 Wh each; those from `until` on are still to come. */
function yearDays(until: string): DayOrHour[] {
  return Array.from({ length: 365 }, (_, i) => {
    const fromMs = firstMs + i * dayMs;
    const day = new Date(fromMs).toISOString().slice(0, 10);
    const isPast = day < until;
    return { fromMs, toMs: fromMs + dayMs, day, hour: null, amountWh: isPast ? 10 : null, dealCount: isPast ? 2 : 0 };
  });
}

test('hours and days are drawn as they are, each beside its own average', () => {
  const hour = { fromMs: firstMs, toMs: firstMs + hourMs, day: '2026-01-01', hour: 7, amountWh: 40, dealCount: 3 };
  expect(drawnBars([hour], average, firstMs)).toEqual([{ ...hour, length: 'hour', averageWh: 7 }]);
  const day = { ...hour, toMs: firstMs + dayMs, hour: null };
  expect(drawnBars([day, day], average, firstMs)[1]).toEqual({ ...day, length: 'day', averageWh: 276 });
});

test('a year is drawn by month, and its sum is that of its days', () => {
  const bars = drawnBars(yearDays('2026-03-11'), average, Date.parse('2026-03-11T00:00:00Z'));
  expect(bars).toHaveLength(12);
  expect(bars.map(({ amountWh }) => amountWh)).toEqual([310, 280, 100, ...Array(9).fill(null)]);
  expect(bars.map(({ dealCount }) => dealCount).slice(0, 4)).toEqual([62, 56, 20, 0]);
  expect(bars[1]?.averageWh).toBe(28 * 276);
  for (const [i, bar] of bars.entries()) expect(bar.toMs).toBe(bars[i + 1]?.fromMs ?? firstMs + 365 * dayMs);
});

test.for([
  ['before the first deal', '2026-05-20', '2026-03-20', []],
  ['after a few days', '2026-01-28', '2026-02-02', []],
  ['after a whole month', '2026-01-28', '2026-03-01', [1]],
  ['in the middle of another', '2026-01-01', '2026-03-20', [0, 1]],
] as const)('of the months of a year, whole ones have an average: %s', ([, since, now, expected]) => {
  const bars = drawnBars(yearDays(now), { ...average, sinceMs: Date.parse(since) }, Date.parse(now));
  expect(bars.flatMap(({ averageWh }, month) => (averageWh === null ? [] : [month]))).toEqual(expected);
});

test('an hour or a day before the first deal has no average', () => {
  const [first, second] = yearDays('2026-01-03');
  const bars = drawnBars([first, second] as DayOrHour[], { ...average, sinceMs: firstMs + 1.5 * dayMs }, firstMs);
  expect(bars.map(({ averageWh }) => averageWh)).toEqual([null, 276]);
});

const bar = (hour: number, amountWh: number | null, averageWh: number | null) => {
  const fromMs = firstMs + hour * hourMs;
  return { fromMs, toMs: fromMs + hourMs, length: 'hour' as const, day: '', hour, amountWh, averageWh, dealCount: 1 };
};

test.for([
  ['whole bars', [bar(0, 12, 10), bar(1, 18, 20)], 99, 1],
  ['of the present one the part that is over', [bar(0, 10, 10), bar(1, 20, 10)], 1.5, 2],
  ['without what has no average', [bar(0, 500, null), bar(1, 5, 10)], 99, 0.5],
  ['nothing to compare', [bar(0, 500, null)], 99, null],
] as const)('compared with the average: %s', ([, bars, nowHour, expected]) => {
  expect(shareOfAverage(bars, firstMs + nowHour * hourMs)).toBe(expected);
});

test.for([
  [0, [0, 1]],
  [1, [0, 1]],
  [462, [0, 200, 400, 600]],
  [800, [0, 200, 400, 600, 800]],
  [2_940, [0, 1_000, 2_000, 3_000]],
] as const)('an axis up to %d', ([greatest, steps]) => {
  expect(axisSteps(greatest)).toEqual(steps);
});
