import { expect, test } from 'vitest';
import { emptyScope, isInScope } from './staff-scope.ts';

test.for([
  ['all', 'a', true],
  ['all', null, true],
  [{ communityIds: ['a', 'b'] }, 'b', true],
  [{ communityIds: ['a', 'b'] }, 'B', false],
  [{ communityIds: ['a', 'b'] }, 'ab', false],
  [{ communityIds: ['a'] }, null, false],
  [emptyScope, 'a', false],
  [emptyScope, '', false],
  [emptyScope, null, false],
] as const)('%j sees %j: %s', ([scope, communityId, expected]) => {
  expect(isInScope(scope, communityId)).toBe(expected);
});
