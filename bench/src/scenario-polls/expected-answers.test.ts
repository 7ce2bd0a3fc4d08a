import { expect, test } from 'vitest';
import { expectedAnswer, type HomeState, possibleStates, type Version } from './expected-answers.ts';

const well: HomeState = { password: 3, isActive: true, isResident: true, scenarioId: 7 };
const bodyOf = (id: number) => `scenario ${id}`;

test.for([
  ['all is well', well, 3, { status: 200, body: 'scenario 7' }],
  ['nothing is chosen', { ...well, scenarioId: null }, 3, { status: 200, body: '' }],
  ['another password', well, 4, { status: 403, body: 'login failed' }],
  ['an account that is off', { ...well, isActive: false }, 3, { status: 403, body: 'login failed' }],
  ['it lives elsewhere', { ...well, isResident: false }, 3, { status: 400, body: 'not a resident' }],
  ['elsewhere, with another password', { ...well, isResident: false }, 4, { status: 403, body: 'login failed' }],
] as const)('%s', ([, state, sent, expected]) => {
  expect(expectedAnswer(state, sent, bodyOf)).toEqual(expected);
});

const version = (scenarioId: number, beganMs: number, doneMs: number): Version => ({
  state: { ...well, scenarioId },
  beganMs,
  doneMs,
});
const history = [version(1, 0, 0), version(2, 5_000, 5_010), version(3, 9_000, Number.POSITIVE_INFINITY)];

test.for([
  ['before the change', 1_000, 1_005, [1]],
  ['received when the change had begun', 4_990, 5_000, [1, 2]],
  ['within the grace', 6_010, 6_020, [1, 2]],
  ['after the grace', 6_011, 6_020, [2]],
  ['while a change is on its way', 20_000, 20_001, [2, 3]],
] as const)('%s', ([, sentMs, receivedMs, expected]) => {
  expect(possibleStates(history, { sentMs, receivedMs }).map(({ scenarioId }) => scenarioId)).toEqual(expected);
});
