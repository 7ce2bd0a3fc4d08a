import { expect, test } from 'vitest';
import { localDays, localHours } from './calendar-slots.ts';
import { energyBySlot, sumEnergyDay } from './energy-day.ts';

const dayMs = Date.UTC(2026, 5, 9);
const every = (minutes: number, from: number, to: number, solarW: number | null, loadW: number | null) =>
  Array.from({ length: Math.floor((to - from) / minutes) + 1 }, (_, i) => ({
    at: new Date(dayMs + (from + i * minutes) * 60_000),
    solarW,
    loadW,
  }));

test('a day of steady power, its ends included', () => {
  const day = sumEnergyDay(dayMs, every(5, -5, 1_445, 400, null));
  expect(day.solarWh.every((amountWh) => amountWh !== null && Math.abs(amountWh - 100) < 1e-9)).toBe(true);
  expect(day.usedWh.every((amountWh) => amountWh === null)).toBe(true);
});

test('local hours and days are made of two UTC days; what nobody reported is not known', () => {
  const days = [
    sumEnergyDay(dayMs - 86_400_000, every(5, -120, 5, 400, 200)),
    sumEnergyDay(dayMs, every(5, -5, 60, 400, 200)),
  ];
  const hours = energyBySlot(days, localHours('2026-06-09', 'Asia/Tokyo'));
  expect(hours.map(({ usedWh }) => usedWh && Math.round(usedWh))).toEqual([
    ...Array.from({ length: 7 }, () => null),
    200,
    200,
    200,
    ...Array.from({ length: 14 }, () => null),
  ]);
  const [whole] = energyBySlot(days, localDays('2026-06-09', '2026-06-09', 'Asia/Tokyo'));
  expect(whole?.solarWh).toBeCloseTo(1_200, 6);
});
