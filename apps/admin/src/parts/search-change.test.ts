import { expect, test } from 'vitest';
import { changeSearch } from './search-change.ts';

type Search = { from: number; q?: string | undefined };
const old: Search = { from: 3, q: 'E005' };

test('values take the place of others, and the rest stays', () => {
  expect(changeSearch(old, { q: undefined })).toEqual({ from: 3, q: undefined });
});

test('a step counts from what the address says by then', () => {
  const step = ({ from }: { from: number }) => ({ from: from + 1 });
  expect(changeSearch(changeSearch(old, step), step)).toEqual({ from: 5, q: 'E005' });
});
