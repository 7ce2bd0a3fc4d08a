import fc from 'fast-check';
import { expect, test } from 'vitest';
import { barScale, scaleTicks } from './bar-scale.ts';

test.for([
  ['both sides', 120, 90, [150, 100, 50, 0, -50, -100]],
  ['only up', 300, 0, [300, 200, 100, 0]],
  ['only down', 0, 51, [0, -20, -40, -60]],
  ['small amounts', 0.4, 0, [0.4, 0.2, 0]],
  ['nothing at all', 0, 0, [1, 0, -1]],
] as const)('%s', ([, maxUp, maxDown, ticks]) => {
  expect(scaleTicks(barScale(maxUp, maxDown)).map((tick) => Number(tick.toPrecision(6)) + 0)).toEqual(ticks);
});

test('what only goes up has no axis below zero, also where it is nothing', () => {
  expect(scaleTicks(barScale(0, 0, false))).toEqual([1, 0]);
});

test('a scale holds what it is made for, in few steps', () => {
  const amount = fc.integer({ min: 0, max: 1e8 }).map((hundredths) => hundredths / 100);
  fc.assert(
    fc.property(amount, amount, (maxUp, maxDown) => {
      const scale = barScale(maxUp, maxDown);
      expect(scale.up * (1 + 1e-9)).toBeGreaterThanOrEqual(maxUp);
      expect(scale.down * (1 + 1e-9)).toBeGreaterThanOrEqual(maxDown);
      expect(scaleTicks(scale).length).toBeLessThanOrEqual(8);
    }),
  );
});
