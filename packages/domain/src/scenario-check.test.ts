import { expect, test } from 'vitest';
import { checkScenario } from './scenario-check.ts';

const period = {
  batteryStatus: { '2000-': 'full', '-2000': 'low' },
  request: {
    full: { discharge: { limitWh: 2_000, pointPerWh: 10 } },
    low: { charge: { limitWh: 2_500, pointPerWh: 10 } },
  },
  accept: { full: { discharge: { limitWh: 2_000 } }, low: {} },
};
const whole = {
  refreshingPeriodMsec: 30_000,
  acceptSelection: { strategy: 'pointAndAmount' },
  '00:00:00-24:00:00': period,
};
const day = '00:00:00-24:00:00';

const within = (parts: object) => ({ ...whole, [day]: { ...period, ...parts } });
const found = (scenario: unknown) =>
  checkScenario(typeof scenario === 'string' ? scenario : JSON.stringify(scenario)).map(
    ({ level, path, message }) => `${level} ${path}: ${message}`,
  );

test('a good scenario, with comments, has no findings', () => {
  expect(found(whole)).toEqual([]);
  expect(found(`// note\n${JSON.stringify({ ...whole, '#': 'a note' })}`)).toEqual([]);
});

test.for([
  ['no JSON', '{', 'error : is not valid JSON'],
  ['a list', '[]', 'error : must be a JSON object'],
  ['nothing', {}, 'error : there is no period'],
  ['a comment with a dash', { ...whole, '#-note': 'x' }, 'error #-note: must be a range of times'],
  ['short times', { '9:00:00-24:00:00': period }, 'error 9:00:00-24:00:00: must be a range of times'],
  ['over midnight', { ...whole, '22:00:00-06:00:00': period }, 'ends before it begins'],
  ['a period that is no object', { [day]: [] }, `error ${day}: must be an object`],
  ['no battery status', within({ batteryStatus: undefined }), `error ${day}.batteryStatus: is missing`],
  [
    'a bound with a blank',
    within({ batteryStatus: { '2000 -': 'full', '-2000': 'low' } }),
    '"2000 " is no whole number',
  ],
  ['a bound with decimals', within({ batteryStatus: { '2000.5-': 'full', '-2000': 'low' } }), '"2000.5" is no whole'],
  ['an empty range', within({ batteryStatus: { '2000-2000': 'full', '-': 'low' } }), 'holds nothing'],
  ['a status that is no text', within({ batteryStatus: { '-': 7 } }), 'must be the name of a status, found 7'],
  [
    'no limit',
    within({ request: { low: { charge: { pointPerWh: 1 } } } }),
    'request.low.charge.limitWh: must be a number',
  ],
  [
    'a limit in quotes',
    within({ accept: { low: { charge: { limitWh: '9' } } } }),
    'limitWh: must be a number of Wh, found "9"',
  ],
  ['no points', within({ request: { low: { charge: { limitWh: 2_500 } } } }), 'pointPerWh: is missing'],
  [
    'points in quotes',
    within({ accept: { low: { charge: { limitWh: 2_500, pointPerWh: '1' } } } }),
    'pointPerWh: must be a number',
  ],
  [
    'a direction that is misspelt',
    within({ request: { low: { chrage: { limitWh: 1 } } } }),
    'neither charge nor discharge',
  ],
  [
    'a pair that is no id',
    within({ accept: { low: { charge: { limitWh: 2_500, pairUnitId: 1 } } } }),
    'pairUnitId: must be the id',
  ],
  [
    'an unknown strategy',
    { ...whole, acceptSelection: { strategy: 'points' } },
    'acceptSelection.strategy: must be amount or',
  ],
  ['a pace of zero', { ...whole, refreshingPeriodMsec: 0 }, 'refreshingPeriodMsec: must be above 0'],
  ['a pace in quotes', { ...whole, refreshingPeriodMsec: '9' }, 'refreshingPeriodMsec: must be a number'],
] as const)('%s is an error', ([, scenario, expected]) => {
  const findings = found(scenario).filter((finding) => finding.startsWith('error'));
  expect(findings.join('\n')).toContain(expected);
});

test.for([
  ['a gap in the day', { '06:00:00-24:00:00': period }, 'nothing is said about 00:00:00 to 06:00:00'],
  ['periods that overlap', { ...whole, '06:00:00-07:00:00': period }, 'periods overlap between 06:00:00 and 24:00:00'],
  [
    'a gap of levels',
    within({ batteryStatus: { '3000-': 'full', '-2000': 'low' } }),
    'says nothing about 2000 to 3000 Wh',
  ],
  ['levels that overlap', within({ batteryStatus: { '1000-': 'full', '-2000': 'low' } }), 'overlap below 2000 Wh'],
  [
    'an unknown status',
    within({ accept: { scarce: {} } }),
    'accept.scarce: is for a status that batteryStatus does not have',
  ],
  [
    'both directions',
    within({
      request: { low: { charge: { limitWh: 2_500, pointPerWh: 1 }, discharge: { limitWh: 1, pointPerWh: 1 } } },
    }),
    'only charge is used',
  ],
  [
    'a limit on the wrong side',
    within({ accept: { full: { charge: { limitWh: 1_500 } } } }),
    'never applies: the battery is above it',
  ],
  ['a limit with decimals', within({ accept: { low: { charge: { limitWh: 2_500.9 } } } }), 'is cut to 2500 Wh'],
  ['an unusual pace', { ...whole, refreshingPeriodMsec: 10 }, 'unusual pace'],
] as const)('%s is a warning', ([, scenario, expected]) => {
  const findings = found(scenario);
  expect(findings.join('\n')).toContain(expected);
  expect(findings.filter((finding) => finding.startsWith('error'))).toEqual([]);
});
