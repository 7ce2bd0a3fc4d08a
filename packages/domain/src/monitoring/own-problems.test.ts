import { expect, test } from 'vitest';
import { findOwnProblems, isOwnProblemType, type OwnState, ownProblemPart } from './own-problems.ts';

const nowMs = 10_000_000;
const job = { name: 'judgeDowntimes', everyMs: 60_000, lastSuccessMs: nowMs - 60_000, lastError: null };
const well: OwnState = {
  nowMs,
  startedMs: 0,
  jobs: [job],
  queue: { waiting: 3, overdueSinceMs: nowMs - 60_000, dead: 0 },
  stores: [{ name: 'MongoDB', answerMs: 12 }],
  failingMonitors: [],
};
const failing = { place: 'c > k', type: 'apis_main_alive', lastSuccessMs: nowMs - 600_000, lastError: 'no answer' };

test.for<[string, Partial<OwnState>, string[]]>([
  ['all is well', {}, []],
  ['a job that is late by a round', { jobs: [{ ...job, lastSuccessMs: nowMs - 200_000 }] }, []],
  ['a job that is stuck', { jobs: [{ ...job, lastSuccessMs: nowMs - 241_000 }] }, ['commonwatt judgeDowntimes']],
  ['a job that never ran', { jobs: [{ ...job, lastSuccessMs: null }] }, ['commonwatt judgeDowntimes']],
  ['a job that had no time to run', { jobs: [{ ...job, lastSuccessMs: null }], startedMs: nowMs - 1_000 }, []],
  ['a store without an answer', { stores: [{ name: 'MongoDB', answerMs: null }] }, ['commonwatt MongoDB']],
  ['a slow store', { stores: [{ name: 'MongoDB', answerMs: 2_001 }] }, ['commonwatt MongoDB']],
  ['a late message', { queue: { ...well.queue, overdueSinceMs: nowMs - 900_001 } }, ['commonwatt messages']],
  ['a dead letter', { queue: { ...well.queue, dead: 1 } }, ['commonwatt messages']],
  ['a long queue', { queue: { ...well.queue, waiting: 1_001 } }, ['commonwatt messages']],
  ['a check that could not run for long', { failingMonitors: [failing] }, ['commonwatt monitors']],
  ['one that failed just now', { failingMonitors: [{ ...failing, lastSuccessMs: nowMs - 9_000 }] }, []],
])('%s', ([, parts, expected]) => {
  expect(findOwnProblems({ ...well, ...parts }).map(({ programId }) => programId)).toEqual(expected);
});

test('a problem is told by its type and by what of Commonwatt it is with', () => {
  expect([isOwnProblemType('commonwatt_job'), isOwnProblemType('apis_main_alive')]).toEqual([true, false]);
  expect(['commonwatt sumEnergy', 'apis-main', null].map(ownProblemPart)).toEqual(['sumEnergy', 'apis-main', '']);
});
