import { expect, test } from 'vitest';
import { readScenario } from './scenario.ts';
import { scenarioChanges } from './scenario-changes.ts';

const topWh = 5_000;

/** By day a home offers above a level and asks below another; at night it keeps what it has. */
function scenario({ offersAboveWh = 3_000, asksBelowWh = 1_000, from = '06:00:00' } = {}) {
  const text = JSON.stringify({
    [`00:00:00-${from}`]: { batteryStatus: { '-': 'any' }, request: { any: {} } },
    [`${from}-24:00:00`]: {
      batteryStatus: {
        [`${offersAboveWh}-`]: 'high',
        [`${asksBelowWh}-${offersAboveWh}`]: 'middle',
        [`-${asksBelowWh}`]: 'low',
      },
      request: { high: { discharge: { limitWh: offersAboveWh } }, low: { charge: { limitWh: asksBelowWh } } },
    },
  });
  const read = readScenario(text);
  if (!read.ok) throw new Error(read.problem);
  return read.scenario;
}

type Change = [fromH: number, toH: number, ...string[]];

function said(before: ReturnType<typeof scenario>, after: ReturnType<typeof scenario>): Change[] {
  return scenarioChanges(before, after, topWh).map(({ startS, endS, bands }) => [
    startS / 3_600,
    endS / 3_600,
    ...bands.map((band) => `${band.lowerWh}-${band.upperWh} ${band.before.act} > ${band.after.act}`),
  ]);
}

test.for<[string, Parameters<typeof scenario>[0], Change[]]>([
  ['nothing, when the same', {}, []],
  [
    'a higher threshold: what is between, and the deeper giving above',
    { offersAboveWh: 4_000 },
    [[6, 24, '4000-5000 offers > offers', '3000-4000 offers > keeps']],
  ],
  ['a lower one to ask at', { asksBelowWh: 500 }, [[6, 24, '500-1000 asks > keeps', '0-500 asks > asks']]],
  [
    'a later beginning: the hours between alone',
    { from: '08:00:00' },
    [[6, 8, '3000-5000 offers > keeps', '0-1000 asks > keeps']],
  ],
  [
    'both: the hours between by themselves',
    { from: '05:00:00', asksBelowWh: 500 },
    [
      [5, 6, '3000-5000 keeps > offers', '0-500 keeps > asks'],
      [6, 24, '500-1000 asks > keeps', '0-500 asks > asks'],
    ],
  ],
])('what changes: %s', ([, after, expected]) => {
  expect(said(scenario(), scenario(after))).toEqual(expected);
});
