import fc from 'fast-check';
import { expect, test } from 'vitest';
import { comparePositions, type DealOrder } from './deal-order.ts';

const ascending: DealOrder = { by: 'moved', isDescending: false };
const descending: DealOrder = { by: 'moved', isDescending: true };
const row = (value: string | number | null, dealId = 'a', createdMs: number | null = 0) => ({
  value,
  createdMs,
  dealId,
});

test('what has no value comes last either way', () => {
  for (const order of [ascending, descending]) {
    expect(comparePositions(order, row(null), row(1))).toBeGreaterThan(0);
    expect(comparePositions(order, row(1), row(null))).toBeLessThan(0);
  }
});

test('equal values are told apart by creation, then by id, in the direction asked for', () => {
  expect(comparePositions(ascending, row(1, 'b', 1), row(1, 'a', 2))).toBeLessThan(0);
  expect(comparePositions(descending, row(1, 'b', 1), row(1, 'a', 2))).toBeGreaterThan(0);
  expect(comparePositions(ascending, row(1, 'a'), row(1, 'b'))).toBeLessThan(0);
  expect(comparePositions(ascending, row(1, 'a'), row(1, 'a'))).toBe(0);
});

const position = fc.record({
  value: fc.option(fc.integer({ min: 0, max: 3 })),
  createdMs: fc.option(fc.integer({ min: 0, max: 3 })),
  dealId: fc.constantFrom('a', 'b', 'c'),
});

test('it is an order: one of two comes first, and first-of-first comes first', () => {
  fc.assert(
    fc.property(position, position, position, fc.boolean(), (a, b, c, isDescending) => {
      const compare = (x: typeof a, y: typeof a) => Math.sign(comparePositions({ by: 'moved', isDescending }, x, y));
      expect(compare(a, b) + compare(b, a)).toBe(0);
      if (compare(a, b) <= 0 && compare(b, c) <= 0) expect(compare(a, c)).toBeLessThanOrEqual(0);
    }),
  );
});
