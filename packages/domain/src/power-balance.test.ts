import { expect, test } from 'vitest';
import type { LiveValues } from './live.ts';
import { sumPower } from './power-balance.ts';

const nothing: LiveValues = {
  rsocPercent: null,
  remainingWh: null,
  solarW: null,
  loadW: null,
  acGridW: null,
  batteryW: null,
  dcGridW: null,
  dcGridV: null,
  dcGridA: null,
  temperatureC: null,
};

test('sums sources and uses; a battery counts on the side its sign says', () => {
  const sunny = { ...nothing, solarW: 2000, loadW: 600, acGridW: 0, batteryW: 1300, rsocPercent: 90 };
  const dark = { ...nothing, solarW: 0, loadW: 500, acGridW: 150, batteryW: -400, rsocPercent: 30 };
  expect(sumPower([sunny, dark])).toEqual({
    solarW: 2000,
    batteryOutW: 400,
    acGridW: 150,
    loadW: 1100,
    batteryInW: 1300,
    lossW: 150,
    rsocPercent: 60,
  });
});

test('claims no loss while a unit does not report all of its flows', () => {
  expect(sumPower([{ ...nothing, solarW: 500, loadW: 100 }]).lossW).toBeNull();
  expect(sumPower([]).lossW).toBeNull();
});

test('claims no loss when more is used than comes in: something is measured wrongly', () => {
  expect(sumPower([{ ...nothing, solarW: 0, loadW: 500, acGridW: 0, batteryW: 0 }]).lossW).toBeNull();
});

test('has no battery level when nobody reports one', () => {
  expect(sumPower([nothing]).rsocPercent).toBeNull();
});
