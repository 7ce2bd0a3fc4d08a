import { expect, test } from 'vitest';
import { refKey } from './ref-key.ts';

const cluster = { communityId: 'a', clusterId: 'b' };

test('what is the same has the same key, whatever else is known of it', () => {
  expect(refKey({ ...cluster, unitId: 'E001' })).toBe(refKey({ unitId: 'E001', clusterId: 'b', communityId: 'a' }));
  const named = { ...cluster, name: 'North Loop' };
  expect(refKey(named)).toBe(refKey(cluster));
});

test.for([
  [cluster, { ...cluster, unitId: 'E001' }],
  [cluster, { communityId: 'a","b', clusterId: '' }],
  [
    { communityId: 'a/b', clusterId: 'c' },
    { communityId: 'a', clusterId: 'b/c' },
  ],
] as const)('%o and %o are not mixed up', ([one, other]) => {
  expect(refKey(one)).not.toBe(refKey(other));
});
