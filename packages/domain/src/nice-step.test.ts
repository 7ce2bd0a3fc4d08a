import fc from 'fast-check';
import { expect, test } from 'vitest';
import { axisSteps, niceStep } from './nice-step.ts';

test.for([
  [0.7, 1],
  [1, 1],
  [1.1, 2],
  [20.1, 50],
  [51, 100],
] as const)('at least %d: %d', ([least, step]) => {
  expect(niceStep(least)).toBe(step);
});

test.for([
  ['from nothing up', 0, 730, [0, 200, 400, 600, 800]],
  ['to its end exactly', 0, 4, [0, 1, 2, 3, 4]],
  ['below zero', -320, 640, [-500, 0, 500, 1_000]],
  ['away from zero', 340, 342, [340, 340.5, 341, 341.5, 342]],
] as const)('%s', ([, least, greatest, steps]) => {
  expect(axisSteps(least, greatest, 4)).toEqual(steps);
});

test('an axis holds what it is made for, in few steps', () => {
  const value = fc.double({ min: -1e6, max: 1e6, noNaN: true });
  fc.assert(
    fc.property(value, fc.double({ min: 1e-3, max: 1e6, noNaN: true }), (least, length) => {
      const steps = axisSteps(least, least + length, 4);
      const slack = 1e-9 * Math.max(1, Math.abs(least));
      expect(steps[0]).toBeLessThanOrEqual(least + slack);
      expect(steps.at(-1)).toBeGreaterThanOrEqual(least + length - slack);
      expect(steps.length).toBeLessThanOrEqual(6);
    }),
  );
});
