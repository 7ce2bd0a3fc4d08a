import { expect, test } from 'vitest';
import { integratePower } from './energy.ts';

const at = (minute: number, powerW: number | null) => ({ at: new Date(minute * 60_000), powerW });

test.for([
  ['nothing', [], 0, 0],
  ['one reading', [at(0, 1000)], 0, 0],
  ['an hour at 600 W', [at(0, 600), at(30, 600), at(60, 600)], 600, 60],
  ['a ramp', [at(0, 0), at(30, 600)], 150, 30],
  ['a gap is not bridged', [at(0, 600), at(30, 600), at(90, 600), at(120, 600)], 600, 60],
  ['a gap of exactly the limit is bridged', [at(0, 600), at(31, 600)], 310, 31],
  ['a missing reading is a gap', [at(0, 600), at(10, null), at(20, 600)], 0, 0],
  ['readings at the same instant', [at(0, 600), at(0, 900), at(10, 900)], 150, 10],
] as const)('%s', ([, readings, amountWh, coveredMinutes]) => {
  const energy = integratePower(readings, 31 * 60_000);
  expect(energy.amountWh).toBeCloseTo(amountWh, 9);
  expect(energy.coveredMs).toBe(coveredMinutes * 60_000);
});
