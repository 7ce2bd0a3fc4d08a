import { expect, test } from 'vitest';
import { dealSteps, readReasons, readTroubles } from './deal-steps.ts';

const at = (second: number) => new Date(Date.UTC(2026, 4, 14, 0, 20, second));
const nothing = {
  requestAt: null,
  acceptAt: null,
  createAt: null,
  activateAt: null,
  rampUpAt: null,
  warmUpAt: null,
  startAt: null,
  stopAt: null,
  deactivateAt: null,
  abortAt: null,
  abortReason: null,
  scramAt: null,
  scramReason: null,
};
const made = { ...nothing, requestAt: at(1), acceptAt: at(0), createAt: at(3) };
const shared = { ...made, activateAt: at(8), warmUpAt: at(20), startAt: at(24) };
const ended = { ...shared, stopAt: at(40), deactivateAt: at(44) };
const none = { resets: [], aborts: [] };

test.for([
  ['nothing known', nothing, none, ''],
  ['agreed; the answer bears an earlier time than its request', made, none, 'asked accepted made'],
  [
    'all of it',
    { ...ended, rampUpAt: at(12) },
    none,
    'asked accepted made activated rampedUp warmedUp started stopped closed',
  ],
  [
    'set back once before it was energised',
    shared,
    { resets: [{ at: at(5), reason: 'H104 : checkpoint failed' }], aborts: [] },
    'asked accepted made reset activated warmedUp started',
  ],
  [
    'aborted while sharing: the abort is the cause of the stop',
    { ...ended, abortAt: at(40), abortReason: 'H102 : dischargeUnitLowerLimitRsoc' },
    none,
    'asked accepted made activated warmedUp started aborted stopped closed',
  ],
  [
    'several aborts are told once each',
    { ...ended, abortAt: at(39) },
    {
      resets: [],
      aborts: [
        { at: at(39), reason: 'a' },
        { at: at(41), reason: 'b' },
      ],
    },
    'asked accepted made activated warmedUp started aborted stopped aborted closed',
  ],
  [
    'an emergency stop ends everything at one instant',
    { ...shared, stopAt: at(30), deactivateAt: at(30), scramAt: at(30) },
    none,
    'asked accepted made activated warmedUp started emergencyStop stopped closed',
  ],
  ['an emergency stop before it started', { ...made, scramAt: at(9) }, none, 'asked accepted made emergencyStop'],
] as const)('%s', ([, deal, troubles, kinds]) => {
  expect(
    dealSteps(deal, troubles)
      .map(({ kind }) => kind)
      .join(' '),
  ).toBe(kinds);
});

test('a step tells when and why', () => {
  const scram = { ...nothing, scramAt: at(30), scramReason: '["first","second"]' };
  expect(dealSteps(scram, none)).toEqual([
    { kind: 'emergencyStop', atMs: at(30).getTime(), reasons: ['first', 'second'] },
  ]);
});

test.for([
  [null, []],
  ['', []],
  ['H102 : dischargeUnitLowerLimitRsoc', ['H102 : dischargeUnitLowerLimitRsoc']],
  ['["(USER:LOCAL:WARN:E1) shutting down"]', ['(USER:LOCAL:WARN:E1) shutting down']],
  ['[not a list', ['[not a list']],
  ['[1, 2]', ['[1, 2]']],
] as const)('reasons of %j', ([reason, expected]) => {
  expect(readReasons(reason)).toEqual(expected);
});

test('troubles are read one by one', () => {
  expect(readTroubles('--')).toEqual([]);
  expect(readTroubles([null, { dateTime: '--' }, { dateTime: at(1) }, { dateTime: at(2), reason: 'x' }])).toEqual([
    { at: at(1), reason: null },
    { at: at(2), reason: 'x' },
  ]);
});
