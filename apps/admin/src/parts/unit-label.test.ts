import { expect, test } from 'vitest';
import { unitLabel } from './unit-label.ts';

test.for([
  ['E005', 'House 05', 'E005 House 05'],
  ['E005', 'E005', 'E005'],
] as const)('%s, %s: %s', ([unitId, name, label]) => {
  expect(unitLabel({ unitId, name })).toBe(label);
});
