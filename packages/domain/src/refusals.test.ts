import { expect, test } from 'vitest';
import { refusal, refused, refusedAsStale, rule } from './refusals.ts';

test('a refusal is a code with values, and the sentence that they make in English', () => {
  const expected = { code: 'exists', values: { noun: 'unit' } };
  const message = 'There is such a unit already';
  expect(refusal('exists', { noun: 'unit' })).toEqual({ refusal: expected, message });
  expect(refused('CONFLICT', 'exists', { noun: 'unit' })).toMatchObject({
    code: 'CONFLICT',
    message,
    refusal: expected,
  });
  expect(rule('endBeforeBegin')).toEqual({
    error: 'must be after the beginning',
    params: { refusal: { code: 'endBeforeBegin', values: {} } },
  });
});

test('a stale edit carries what somebody else changed, in words and by field', () => {
  const changes = { name: { from: 'a', to: 'b' } };
  expect(refusedAsStale('cluster', 'name was "a" and is "b"', changes)).toMatchObject({
    code: 'CONFLICT',
    message: 'This cluster was changed meanwhile: name was "a" and is "b"',
    refusal: { code: 'changedMeanwhile', values: { noun: 'cluster' } },
    changes,
  });
});
