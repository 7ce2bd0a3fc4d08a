import type { ScenarioSlot } from '@commonwatt/domain/scenario-bands';
import { expect, test } from 'vitest';
import { axisWidth, bandShapes, levelLines, planLevel, planY, timeTicks } from './plan-geometry.ts';

const area = { left: 40, top: 10, width: 240, height: 100 };
const hourS = 3_600;

function slot(startH: number, endH: number): ScenarioSlot {
  const none = { giveToWh: null, takeToWh: null };
  return {
    startS: startH * hourS,
    endS: endH * hourS,
    period: 'any',
    bands: [
      { lowerWh: 3_000, upperWh: 4_000, act: 'offers', ...none, giveToWh: 3_000 },
      { lowerWh: 0, upperWh: 3_000, act: 'asks', ...none, takeToWh: 3_000 },
    ],
  };
}

test('bands fill the plot: hours from left to right, levels from the bottom up', () => {
  expect(bandShapes([slot(0, 6), slot(6, 24)], 4_000, area)).toEqual([
    { act: 'offers', slot: 0, x: 40, y: 10, width: 60, height: 25 },
    { act: 'asks', slot: 0, x: 40, y: 35, width: 60, height: 75 },
    { act: 'offers', slot: 1, x: 100, y: 10, width: 180, height: 25 },
    { act: 'asks', slot: 1, x: 100, y: 35, width: 180, height: 75 },
  ]);
});

test('a plan to compare with is the levels at which it changes', () => {
  expect(levelLines([slot(0, 6), slot(6, 24)], 4_000, area)).toEqual([
    { x1: 40, x2: 100, y: 35 },
    { x1: 100, x2: 280, y: 35 },
  ]);
});

test('levels out of the picture stay at its edge', () => {
  expect([planY(area, 5_000, 4_000), planY(area, -1, 4_000)]).toEqual([10, 110]);
});

test('the level at a height is the one that is drawn there', () => {
  expect([3_000, 0, 4_000].map((levelWh) => planLevel(area, planY(area, levelWh, 4_000), 4_000))).toEqual([
    3_000, 0, 4_000,
  ]);
  expect(planLevel(area, 0, 4_000)).toBe(4_400);
});

const hours = (slots: ScenarioSlot[], selected: number, leastPx = 40) =>
  timeTicks(slots, { area, selected, leastPx }).map(({ secondOfDay }) => secondOfDay / hourS);

test.for([
  ['the whole day in quarters', [slot(0, 24)], 0, [0, 6, 12, 18, 24]],
  ['slots at their edges', [slot(0, 6), slot(6, 15), slot(15, 24)], 0, [0, 6, 15, 24]],
  ['what is too near to the selected slot is left out', [slot(0, 6), slot(6, 8), slot(8, 24)], 2, [0, 8, 24]],
  ['its end gives way to its beginning', [slot(0, 6), slot(6, 8), slot(8, 24)], 1, [0, 6, 24]],
] as const)('times below: %s', ([, slots, selected, expected]) => {
  expect(hours([...slots], selected)).toEqual(expected);
});

test.for([
  ['percentages', ['0 %', '100 %'], 47],
  ['energies are longer', ['0 Wh', '5.30 kWh'], 68],
] as const)('room for the levels: %s', ([, texts, expected]) => {
  expect(axisWidth(texts)).toBe(expected);
});
