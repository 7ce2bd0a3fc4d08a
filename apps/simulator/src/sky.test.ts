import { expect, test } from 'vitest';
import { panelPowerW, skyAt } from './sky.ts';

const kamakura = { latitude: 35.31, longitude: 139.48 };
const panels = { peakW: 4000, tilt: 24, azimuth: 180 };
const hourMs = 3_600_000;

/** Energy (kWh) of one day from local midnight, sampled every five minutes. */
function dayKwh(day: string, seed: number, place = kamakura): number {
  const midnightMs = Date.parse(`${day}T00:00:00+09:00`);
  let sumWh = 0;
  for (let at = midnightMs; at < midnightMs + 24 * hourMs; at += hourMs / 12) {
    sumWh += panelPowerW(panels, skyAt(place, seed, at)) / 12;
  }
  return sumWh / 1000;
}

const seeds = Array.from({ length: 30 }, (_, seed) => seed);
const days = (day: string) => seeds.map((seed) => dayKwh(day, seed));
const mean = (list: number[]) => list.reduce((sum, one) => sum + one, 0) / list.length;

test('gives nothing at night and less than the panels peak at noon', () => {
  expect(panelPowerW(panels, skyAt(kamakura, 1, Date.parse('2026-06-21T00:00:00+09:00')))).toBe(0);
  for (const seed of seeds) {
    const noonW = panelPowerW(panels, skyAt(kamakura, seed, Date.parse('2026-06-21T11:45:00+09:00')));
    expect(noonW).toBeGreaterThan(100);
    expect(noonW).toBeLessThan(4000);
  }
});

test('a usual day of 4 kW gives about what such homes record, more in summer than in winter', () => {
  const [summer, winter] = [mean(days('2026-06-21')), mean(days('2026-12-21'))];
  expect(summer).toBeGreaterThan(10);
  expect(summer).toBeLessThan(22);
  expect(winter).toBeGreaterThan(4);
  expect(winter).toBeLessThan(summer);
});

test('days differ: some are clear, some grey', () => {
  const list = days('2026-05-14');
  expect(Math.max(...list)).toBeGreaterThan(2 * Math.min(...list));
});

test('the sun does not rise in the polar night', () => {
  expect(dayKwh('2026-12-21', 1, { latitude: 78, longitude: 15 })).toBe(0);
});

test('panels to the east deliver before noon, panels to the west after', () => {
  const morning = { ...skyAt(kamakura, 1, Date.parse('2026-05-14T08:00:00+09:00')), directW: 700 };
  const [east, west] = [90, 270].map((azimuth) => panelPowerW({ ...panels, azimuth }, morning));
  expect(east).toBeGreaterThan(west ?? 0);
});

test('the sky of a seed and an instant is always the same', () => {
  expect(skyAt(kamakura, 7, 1_800_000_000_000)).toEqual(skyAt(kamakura, 7, 1_800_000_000_000));
});
