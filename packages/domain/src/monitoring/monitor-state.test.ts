import { expect, test } from 'vitest';
import { monitorState } from './monitor-state.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 5, 9, 12, minute));
const on = { startedAt: at(1), endedAt: null, endedBy: null, endReason: null };
const ended = { startedAt: at(1), endedAt: at(2), endedBy: 'staff', endReason: 'cabling' };
const rounds = { activeFrom: at(3), lastSuccessAt: at(4), lastError: 'no answer', lastErrorAt: at(5) };
const untold = { lastSuccessAt: null, lastError: null, lastErrorAt: null };
const told = { lastSuccessAt: at(4), lastError: 'no answer', lastErrorAt: at(5) };

test.for([
  ['on, as noted', true, on, rounds, { activeSince: at(1), pause: null, ...told }],
  ['on, before any round', true, on, undefined, { activeSince: at(1), pause: null, ...untold }],
  ['on for longer than that is noted', true, undefined, rounds, { activeSince: at(3), pause: null, ...told }],
  ['on again, which was not noted', true, ended, rounds, { activeSince: at(3), pause: null, ...told }],
  ['off, with who and why', false, ended, rounds, { pause: { at: at(2), by: 'staff', reason: 'cabling' } }],
  ['off, of which nothing is noted', false, undefined, rounds, { pause: null }],
  ['off while a time still lasts', false, on, rounds, { pause: null }],
] as const)('%s', ([, isActive, latestPeriod, progress, state]) => {
  expect(monitorState(isActive, { latestPeriod, progress })).toEqual({
    isActive,
    activeSince: null,
    ...untold,
    ...state,
  });
});
