import { expect, test } from 'vitest';
import { type HouseholdType, householdLoadW } from './household.ts';
import { localTimeAt } from './local-clock.ts';

const types: HouseholdType[] = ['family', 'couple', 'retired', 'remoteWork', 'single', 'shop', 'away'];
const monday = Date.parse('2026-05-11T00:00:00+09:00');

const loadAt = (type: HouseholdType, atMs: number, dailyWh = 8000, seed = 5) =>
  householdLoadW({ type, dailyWh, seed }, localTimeAt(atMs, 'Asia/Tokyo'));

function meanW(type: HouseholdType, fromHour: number, toHour: number, days = 21): number {
  const loads: number[] = [];
  for (let day = 0; day < days; day++) {
    for (let minute = fromHour * 60; minute < toHour * 60; minute += 5) {
      loads.push(loadAt(type, monday + (day * 1440 + minute) * 60_000));
    }
  }
  return loads.reduce((sum, one) => sum + one, 0) / loads.length;
}

test.for(types)('a household of type %s uses about what it is said to use on a day', (type) => {
  expect(meanW(type, 0, 24) * 24).toBeGreaterThan(8000 * 0.85);
  expect(meanW(type, 0, 24) * 24).toBeLessThan(8000 * 1.15);
});

test.for([
  ['family', 19, 3],
  ['couple', 19, 13],
  ['shop', 14, 23],
  ['remoteWork', 12, 2],
] as const)('a %s uses more at %i h than at %i h', ([type, busy, quiet]) => {
  expect(meanW(type, busy, busy + 1)).toBeGreaterThan(1.5 * meanW(type, quiet, quiet + 1));
});

test('something always runs, and never more than a home can draw', () => {
  for (let minute = 0; minute < 7 * 1440; minute++) {
    const loadW = loadAt('family', monday + minute * 60_000, 15_000);
    expect(loadW).toBeGreaterThanOrEqual(25);
    expect(loadW).toBeLessThan(4000);
  }
});
