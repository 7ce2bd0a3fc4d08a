import { expect, test } from 'vitest';
import { wordSearch } from './word-search.ts';

test.for([
  ['', 'House 1', true],
  ['  ', 'House 1', true],
  ['house', 'House 1', true],
  ['1 HOU', 'House 1', true],
  ['house 2', 'House 1', false],
  ['housé', 'House 1', false],
  ['家', '家 1', true],
] as const)('%j typed: %j is found: %s', ([typed, text, isFound]) => {
  expect(wordSearch(typed)(text)).toBe(isFound);
});
