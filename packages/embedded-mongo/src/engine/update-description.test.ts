import { Double } from 'bson';
import { expect, test } from 'vitest';
import { decoded, encode } from '../test-support.ts';
import { describeUpdate } from './update-description.ts';

test('says what changed by path, with documents entered and anything else as a whole', () => {
  const before = { same: 1, type: 1, a: { b: 1, c: { d: 1 }, gone: 1 }, list: [1, 2], was: 1, turned: { x: 1 } };
  const after = { same: 1, type: new Double(1), a: { b: 2, c: { d: 1 } }, list: [1, 3], turned: 5, fresh: { y: 1 } };
  expect(decoded(describeUpdate(encode(before), encode(after)))).toEqual({
    updatedFields: { type: 1, 'a.b': 2, list: [1, 3], turned: 5, fresh: { y: 1 } },
    removedFields: ['a.gone', 'was'],
    truncatedArrays: [],
  });
});
