import { expect, test } from 'vitest';
import { tableLines } from './table.ts';

test('aligns names left and figures right, under a rule', () => {
  const lines = tableLines([
    ['what', 'p50'],
    ['received', '12 ms'],
    ['seen', '7 ms'],
  ]);
  expect(lines).toEqual(['what        p50', '────────  ─────', 'received  12 ms', 'seen       7 ms']);
});
