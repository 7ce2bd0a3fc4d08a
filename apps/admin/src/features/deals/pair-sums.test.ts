import { expect, test } from 'vitest';
import { largestPairs, squarePairs } from './pair-sums.ts';

const pair = (dischargeUnitId: string, chargeUnitId: string, amountWh: number) => {
  return { dischargeUnitId, chargeUnitId, amountWh, dealCount: 1 };
};
const pairs = [pair('E010', 'E002', 50), pair('E002', 'E010', 20), pair('E001', 'E002', 30)];

test('a square of givers and receivers whose rows and columns add up', () => {
  const { unitIds, amounts, gaveWh, receivedWh, sumWh } = squarePairs(pairs);
  expect(unitIds).toEqual(['E001', 'E002', 'E010']);
  expect(amounts.map((row) => row.map((one) => one?.amountWh ?? null))).toEqual([
    [null, 30, null],
    [null, null, 20],
    [null, 50, null],
  ]);
  expect([gaveWh, receivedWh, sumWh]).toEqual([[30, 20, 50], [0, 80, 20], 100]);
});

test('of many pairs the largest', () => {
  expect(largestPairs(pairs, 2).map(({ amountWh }) => amountWh)).toEqual([50, 30]);
});
