import { expect, test } from 'vitest';
import { type PlanSpan, planLevels } from './plan-levels.ts';
import type { Act, ScenarioBand, ScenarioSlot } from './scenario-bands.ts';

const hourMs = 3_600_000;
const band = (lowerWh: number, upperWh: number, act: Act): ScenarioBand => {
  return { lowerWh, upperWh, act, giveToWh: null, takeToWh: null };
};
/** From `startHour` on: gives above `gives` and asks below `asks` Wh. */
const slot = (startHour: number, endHour: number, asks: number, gives: number): ScenarioSlot => ({
  startS: startHour * 3_600,
  endS: endHour * 3_600,
  period: `${startHour}`,
  bands: [band(4_000, 4_800, 'offers'), band(gives, 4_000, 'gives'), band(asks, gives, 'keeps'), band(0, asks, 'asks')],
});
const dayAndNight = [slot(0, 6, 1_000, 3_000), slot(6, 18, 2_000, 2_500), slot(18, 24, 1_000, 3_000)];
const tokyo = (text: string) => Date.parse(`${text}+09:00`);
const span = (from: string, to: string, slots: ScenarioSlot[]): PlanSpan => {
  return { fromMs: tokyo(from), toMs: tokyo(to), slots };
};
const told = (line: readonly { atMs: number; value: number | null }[], zeroMs: number) =>
  line.map(({ atMs, value }) => [(atMs - zeroMs) / hourMs, value]);

test('levels change with the slots of the day, and are told only where they do', () => {
  const levels = planLevels([span('2026-06-08T12:00', '2026-06-09T12:00', dayAndNight)], 'Asia/Tokyo');
  const noon = tokyo('2026-06-08T12:00');
  expect(told(levels.asksBelow, noon)).toEqual([
    [0, 2_000],
    [6, 1_000],
    [18, 2_000],
    [24, null],
  ]);
  expect(told(levels.givesAbove, noon)).toEqual([
    [0, 2_500],
    [6, 3_000],
    [18, 2_500],
    [24, null],
  ]);
});

test('one plan after another, and none between two', () => {
  const always = (asks: number) => [slot(0, 24, asks, 3_000)];
  const spans = [
    span('2026-06-09T08:00', '2026-06-09T09:00', always(500)),
    span('2026-06-09T09:00', '2026-06-09T10:00', always(700)),
    span('2026-06-09T11:00', '2026-06-09T12:00', always(700)),
  ];
  expect(told(planLevels(spans, 'Asia/Tokyo').asksBelow, tokyo('2026-06-09T08:00'))).toEqual([
    [0, 500],
    [1, 700],
    [2, null],
    [3, 700],
    [4, null],
  ]);
});

test('a plan that never asks nor gives, and times without rules, have no level', () => {
  const keeps = { ...slot(0, 12, 0, 0), bands: [band(0, 4_800, 'keeps')] };
  const nothing: ScenarioSlot = { startS: 12 * 3_600, endS: 24 * 3_600, period: null, bands: [] };
  const { asksBelow, givesAbove } = planLevels(
    [span('2026-06-09T08:00', '2026-06-09T20:00', [keeps, nothing])],
    'Asia/Tokyo',
  );
  expect([...asksBelow, ...givesAbove].every(({ value }) => value === null)).toBe(true);
  expect(planLevels([], 'Asia/Tokyo')).toEqual({ asksBelow: [], givesAbove: [] });
});

test('plans go by the clock on the wall where it is put back and forward', () => {
  // Berlin, 25 October 2026: 02:00 to 03:00 comes twice; 29 March: it is skipped.
  const slots = [slot(0, 2, 1_000, 3_000), slot(2, 3, 1_500, 3_000), slot(3, 24, 2_000, 3_000)];
  const levels = (day: string) => {
    const fromMs = Date.parse(`${day}T23:00:00Z`) - 24 * hourMs;
    const { asksBelow } = planLevels([{ fromMs, toMs: fromMs + 8 * hourMs, slots }], 'Europe/Berlin');
    return told(asksBelow, fromMs).slice(0, -1);
  };
  // The plan's hour is two hours long: from 00:00 UTC (two hours after 22:00 UTC) to 02:00 UTC.
  expect(levels('2026-10-25')).toEqual([
    [0, 1_000],
    [1, 1_500],
    [3, 2_000],
  ]);
  expect(levels('2026-03-29')).toEqual([
    [0, 1_000],
    [2, 2_000],
  ]);
});
