import { expect, test } from 'vitest';
import { averageByNow, axisSteps, type DayOrHour, drawnBars } from './deal-bars.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const average = { days: 30, byHour: Array.from({ length: 24 }, (_, hour) => hour), wholeDay: 276 };
const firstMs = Date.parse('2026-01-01T00:00:00Z');

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
  expect(drawnBars([hour], average)).toEqual([{ ...hour, length: 'hour', averageWh: 7 }]);
  const day = { ...hour, toMs: firstMs + dayMs, hour: null };
  expect(drawnBars([day, day], average)[1]).toEqual({ ...day, length: 'day', averageWh: 276 });
});

test('a year is drawn by month, and its sum is that of its days', () => {
  const bars = drawnBars(yearDays('2026-03-11'), average);
  expect(bars).toHaveLength(12);
  expect(bars.map(({ amountWh }) => amountWh)).toEqual([310, 280, 100, ...Array(9).fill(null)]);
  expect(bars.map(({ dealCount }) => dealCount).slice(0, 4)).toEqual([62, 56, 20, 0]);
  expect(bars[1]?.averageWh).toBe(28 * 276);
  for (const [i, bar] of bars.entries()) expect(bar.toMs).toBe(bars[i + 1]?.fromMs ?? firstMs + 365 * dayMs);
});

test('the average by now counts the part of the present bar', () => {
  const bars = [0, 1, 2].map((hour) => {
    const fromMs = firstMs + hour * hourMs;
    return {
      fromMs,
      toMs: fromMs + hourMs,
      length: 'hour' as const,
      day: '',
      hour,
      amountWh: 1,
      averageWh: 10,
      dealCount: 1,
    };
  });
  expect(averageByNow(bars, firstMs + 1.5 * hourMs)).toBe(15);
  expect(averageByNow(bars, firstMs + 99 * hourMs)).toBe(30);
  expect(
    averageByNow(
      bars.map((bar) => ({ ...bar, averageWh: null })),
      firstMs,
    ),
  ).toBeNull();
});

test.for([
  [0, [0, 0.5]],
  [1, [0, 0.5, 1]],
  [462, [0, 200, 400, 600]],
  [800, [0, 200, 400, 600, 800]],
  [2_940, [0, 1_000, 2_000, 3_000]],
] as const)('an axis up to %d', ([greatest, steps]) => {
  expect(axisSteps(greatest)).toEqual(steps);
});
