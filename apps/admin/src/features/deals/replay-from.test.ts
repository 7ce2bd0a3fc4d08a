import { expect, test } from 'vitest';
import { replayFromMs } from './replay-from.ts';

const at = (clock: string) => new Date(`2026-06-09T${clock}Z`);

test.for([
  ['the first picture after it was made', at('10:00:01'), at('10:00:40'), '10:00:15.000'],
  ['at once where that is a picture', at('10:00:30'), at('10:01:10'), '10:00:30.000'],
  ['from its start where its making is not known', null, at('10:00:40'), '10:00:45.000'],
] as const)('%s', ([, createAt, startAt, expected]) => {
  expect(new Date(replayFromMs({ createAt, startAt }) ?? 0).toISOString().slice(11, 23)).toBe(expected);
});

test('a deal without instants has no replay', () => {
  expect(replayFromMs({ createAt: null, startAt: null })).toBeNull();
});
