import { expect, test } from 'vitest';
import { readScenario } from './scenario.ts';
import { answerRequest, chooseAccept, dealAmountWh, evaluateScenario, isWorthDealing } from './scenario-evaluation.ts';

const shipped = { amountMinWh: 50, amountMaxWh: 50, amountUnitWh: 50 };

function evaluate(scenario: unknown, remainingWh: number, timeOfDay = '12:00:00') {
  const result = readScenario(typeof scenario === 'string' ? scenario : JSON.stringify(scenario));
  if (!result.ok) throw new Error(result.problem);
  return evaluateScenario(result.scenario, { timeOfDay, remainingWh });
}

const allDay = (period: unknown) => ({ acceptSelection: { strategy: 'amount' }, '00:00:00-24:00:00': period });
const give = (limitWh: number, pointPerWh: number) => ({ discharge: { limitWh, pointPerWh } });
const take = (limitWh: number, pointPerWh: number) => ({ charge: { limitWh, pointPerWh } });

// An evening reserve that sells the midday surplus: the worked example of apis-main's scenario grammar.
const reserve = {
  acceptSelection: { strategy: 'pointAndAmount' },
  '00:00:00-10:00:00': {
    batteryStatus: { '3400-': 'plenty', '1600-3400': 'normal', '-1600': 'low' },
    request: { plenty: {}, normal: {}, low: take(1600, 12) },
    accept: { plenty: give(2600, 9), normal: {}, low: take(2000, 12) },
  },
  '10:00:00-15:30:00': {
    acceptSelection: { strategy: 'amount' },
    batteryStatus: { '4200-': 'full', '2600-4200': 'normal', '-2600': 'low' },
    request: { full: give(3900, 7.5), normal: {}, low: {} },
    accept: { full: give(3000, 7.5), normal: give(2600, 8), low: take(2600, 8) },
  },
  '15:30:00-24:00:00': {
    batteryStatus: { '3800-': 'plenty', '2400-3800': 'normal', '1200-2400': 'scarce', '-1200': 'low' },
    request: {
      plenty: {},
      normal: {},
      scarce: {},
      low: { charge: { pairUnitId: 'H102', limitWh: 1200, pointPerWh: 14 } },
    },
    accept: { plenty: give(3000, 11), normal: {}, scarce: take(2400, 11), low: take(2400, 13) },
  },
};

const night = '00:00:00-10:00:00';
const noon = '10:00:00-15:30:00';
const evening = '15:30:00-24:00:00';

test.for([
  ['06:30:00', 1440, night, 'low', ['charge', 160, 12, null], ['charge', 560, 12], 'pointAndAmount'],
  ['06:30:00', 1584, night, 'low', ['charge', 16, 12, null], ['charge', 416, 12], 'pointAndAmount'],
  ['09:59:59', 3840, night, 'plenty', null, ['discharge', 1240, 9], 'pointAndAmount'],
  ['10:00:00', 3840, noon, 'normal', null, ['discharge', 1240, 8], 'amount'],
  ['12:15:00', 4584, noon, 'full', ['discharge', 684, 7.5, null], ['discharge', 1584, 7.5], 'amount'],
  ['12:15:00', 1920, noon, 'low', null, ['charge', 680, 8], 'amount'],
  ['18:00:00', 1195, evening, 'low', ['charge', 5, 14, 'H102'], ['charge', 1205, 13], 'pointAndAmount'],
  ['18:00:00', 2160, evening, 'scarce', null, ['charge', 240, 11], 'pointAndAmount'],
  ['23:59:59', 3936, evening, 'plenty', null, ['discharge', 936, 11], 'pointAndAmount'],
] as const)(
  'worked example at %s with %i Wh',
  ([timeOfDay, remainingWh, period, status, request, accept, strategy]) => {
    const decision = evaluate(reserve, remainingWh, timeOfDay);
    expect(decision).toMatchObject({ period, status, strategy, problems: [] });
    const [direction, amountWh, pointPerWh, pairUnitId] = request ?? [];
    expect(decision.request).toEqual(request && { direction, amountWh, pointPerWh, pairUnitId });
    const [acceptDirection, acceptWh, acceptPoint] = accept;
    const offer = { direction: acceptDirection, amountWh: acceptWh, pointPerWh: acceptPoint, pairUnitId: null };
    const other = acceptDirection === 'charge' ? 'discharge' : 'charge';
    expect(decision.accept).toEqual({ [acceptDirection]: offer, [other]: null });
  },
);

test.for([
  ['exactly the least deal', 50, false],
  ['one more', 51, true],
] as const)('an offer of %s is worth dealing: %s', ([, amountWh, expected]) => {
  expect(isWorthDealing({ direction: 'charge', amountWh, pointPerWh: null, pairUnitId: null }, shipped)).toBe(expected);
});

const any = { batteryStatus: { '-': 'any' } };

test.for([
  ['before the first period', { '06:00:00-18:00:00': any }, '05:59:59', null],
  ['at the start, included', { '06:00:00-18:00:00': any }, '06:00:00', '06:00:00-18:00:00'],
  ['at the end, excluded', { '06:00:00-18:00:00': any }, '18:00:00', null],
  ['in an overlap: the first in the text', { 'a-b': any, '11-13': any, '00-24': any }, '12:00:00', '11-13'],
  ['over midnight: never', { '22:00:00-06:00:00': any }, '23:00:00', null],
  ['with one-digit hours: never', { '9:00:00-17:00:00': any }, '12:00:00', null],
  ['with short times: by accident', { '09:00-17:00': any }, '12:00:00', '09:00-17:00'],
  ['with a comment that has a "-": as a period', { '#-note': any }, '12:00:00', '#-note'],
  ['with another comment of that kind', { '# high-priority': any }, '12:00:00', '# high-priority'],
] as const)('period %s', ([, periods, timeOfDay, expected]) => {
  const decision = evaluate({ acceptSelection: { strategy: 'amount' }, ...periods }, 100, timeOfDay);
  expect(decision.period).toBe(expected);
  if (expected === null) expect(decision.problems).toEqual([`no entry matched for time : ${timeOfDay}`]);
});

test.for([
  ['lower bound, included', { '0-100': 'a', '100-': 'b' }, 100, 'b'],
  ['upper bound, excluded', { '0-100': 'a' }, 100, null],
  ['blanks make both bounds open', { '100 - 200': 'swallows', '-': 'rest' }, 5000, 'swallows'],
  ['a decimal makes its bound open', { '100.5-200': 'swallows', '-': 'rest' }, 1, 'swallows'],
  ['an exponent makes its bound open', { '1e3-2000': 'swallows', '-': 'rest' }, 1, 'swallows'],
  ['a negative bound opens both', { '-5-10': 'swallows', '-': 'rest' }, 5000, 'swallows'],
  ['an overlap: the first in the text', { '0-200': 'a', '100-300': 'b' }, 150, 'a'],
  ['no ranges at all', undefined, 150, null],
] as const)('status: %s', ([, batteryStatus, remainingWh, expected]) => {
  const decision = evaluate(allDay({ batteryStatus }), remainingWh);
  expect(decision.status).toBe(expected);
  if (expected === null) expect(decision.problems).toEqual([`no batteryStatus matched; remainingWh : ${remainingWh}`]);
});

test.for([
  ['at the limit', { charge: { limitWh: 1000 } }, null, 0],
  ['on the wrong side of the limit', { charge: { limitWh: 900 } }, null, 1],
  ['without a limit', { charge: { pointPerWh: 10 } }, null, 1],
  ['with decimals, cut off', { charge: { limitWh: 1100.9 } }, { direction: 'charge', amountWh: 100 }, 0],
  ['of both directions: charge', { ...give(500, 1), ...take(1100, 1) }, { direction: 'charge', amountWh: 100 }, 0],
  ['of both, charge not possible', { ...give(500, 1), ...take(900, 1) }, null, 1],
  ['that is empty', {}, null, 0],
  ['with a comment only', { '#': 'later' }, null, 1],
  ['whose limit is a text', { charge: { limitWh: '1100' } }, null, 1],
  ['whose price is a text', { charge: { limitWh: 1100, pointPerWh: '10' } }, null, 1],
  ['whose partner is a number', { charge: { limitWh: 1100, pairUnitId: 1 } }, null, 1],
  ['whose direction is a list', { charge: [] }, null, 1],
  ['that is a text', 'charge', null, 1],
] as const)('a request rule %s', ([, rule, expected, problems]) => {
  const decision = evaluate(allDay({ batteryStatus: { '-': 'any' }, request: { any: rule } }), 1000);
  if (expected === null) expect(decision.request).toBeNull();
  else expect(decision.request).toMatchObject(expected);
  expect(decision.problems).toHaveLength(problems);
});

test.for([
  ['a period that is no object', { '00:00:00-24:00:00': 'note' }],
  ['a status that is no string', allDay({ batteryStatus: { '-': 7 } })],
  ['ranges that are no object', allDay({ batteryStatus: 'any' })],
  ['request rules that are no object', allDay({ ...any, request: [] })],
  ['a selection that is no object', { acceptSelection: 'amount', '00:00:00-24:00:00': any }],
] as const)('%s is a problem and no action', ([, scenario]) => {
  const decision = evaluate(scenario, 1000);
  expect(decision.problems).toHaveLength(1);
  expect(decision).toMatchObject({ request: null, accept: { charge: null, discharge: null } });
});

test('a rule for a status that no range names is never used, not even one that every object inherits', () => {
  const period = { batteryStatus: { '-': 'toString' }, request: { scarce: take(2000, 1) }, accept: {} };
  expect(evaluate(allDay(period), 1000)).toMatchObject({ status: 'toString', request: null, problems: [] });
});

test.for([
  ["the period's own", { strategy: 'amount' }, { strategy: 'pointAndAmount' }, 'pointAndAmount', 0],
  ["the scenario's", { strategy: 'pointAndAmount' }, undefined, 'pointAndAmount', 0],
  ['the period names none: amount', { strategy: 'pointAndAmount' }, {}, 'amount', 1],
  ['unknown: amount', { strategy: 'price' }, undefined, 'amount', 1],
  ['missing: amount', undefined, undefined, 'amount', 1],
] as const)('strategy: %s', ([, ofScenario, ofPeriod, strategy, problems]) => {
  const period = ofPeriod === undefined ? any : { ...any, acceptSelection: ofPeriod };
  const decision = evaluate({ acceptSelection: ofScenario, '00:00:00-24:00:00': period }, 100);
  expect(decision.strategy).toBe(strategy);
  expect(decision.problems).toHaveLength(problems);
});

const offer = { direction: 'charge', amountWh: 800, pointPerWh: 10, pairUnitId: null } as const;
const answers = [
  { unitId: 'E1', amountWh: 300, pointPerWh: 9 },
  { unitId: 'E2', amountWh: 700, pointPerWh: 11 },
  { unitId: 'E3', amountWh: 700, pointPerWh: 10 },
  { unitId: 'E4', amountWh: 400, pointPerWh: 9 },
  { unitId: 'E5', amountWh: 900, pointPerWh: null },
  { unitId: 'E6', amountWh: 400, pointPerWh: 9 },
];

test.for([
  ['largest amount', offer, 'amount', 'E5'],
  ['largest amount, first received wins the tie', offer, 'amount', 'E2', ['E1', 'E2', 'E3']],
  ['charge: lowest price within own, then amount, then first', offer, 'pointAndAmount', 'E4'],
  ['charge: no price low enough', { ...offer, pointPerWh: 8 }, 'pointAndAmount', null],
  ['discharge: highest price', { ...offer, direction: 'discharge' }, 'pointAndAmount', 'E2'],
  ['discharge: own price is the least', { ...offer, direction: 'discharge', pointPerWh: 11.5 }, 'pointAndAmount', null],
  ['prices equal to the own one count', { ...offer, pointPerWh: 9 }, 'pointAndAmount', 'E4'],
  ['unpriced answers are skipped', offer, 'pointAndAmount', null, ['E5']],
  ['a request without a price gets nothing', { ...offer, pointPerWh: null }, 'pointAndAmount', null],
  ['only the named partner', { ...offer, pairUnitId: 'E1' }, 'amount', 'E1'],
  ['the named partner did not answer', { ...offer, pairUnitId: 'E9' }, 'amount', null],
  ['no answers', offer, 'amount', null, []],
] as const)('choosing: %s', ([, request, strategy, expected, only]) => {
  const offered = answers.filter(({ unitId }) => !only || (only as readonly string[]).includes(unitId));
  expect(chooseAccept(request, offered, strategy)?.unitId ?? null).toBe(expected);
});

test.for([
  ['the request names this unit', 'E2', null, true],
  ['the request names another one', 'E3', null, false],
  ['the rule names the requester', null, 'E1', true],
  ['the rule names another one', null, 'E3', false],
] as const)('answering when %s', ([, asked, accepted, expected]) => {
  const rule = { discharge: { limitWh: 600, pairUnitId: accepted } };
  const decision = evaluate(allDay({ batteryStatus: { '-': 'any' }, accept: { any: rule } }), 1000);
  const request = { offer: { ...offer, pairUnitId: asked }, unitId: 'E1' };
  const answer = { unitId: 'E2', amountWh: 400, pointPerWh: null };
  expect(answerRequest(decision, request, { unitId: 'E2', policy: shipped })).toEqual(expected ? answer : null);
});

test('answers only the opposite direction, and only with more than the least deal', () => {
  const accept = { any: { discharge: { limitWh: 950 }, charge: { limitWh: 1051 } } };
  const decision = evaluate(allDay({ batteryStatus: { '-': 'any' }, accept }), 1000);
  const answering = { unitId: 'E2', policy: shipped };
  expect(answerRequest(decision, { offer, unitId: 'E1' }, answering)).toBeNull();
  const discharge = { offer: { ...offer, direction: 'discharge' as const }, unitId: 'E1' };
  expect(answerRequest(decision, discharge, answering)).toMatchObject({ amountWh: 51 });
});

const wide = { amountMinWh: 50, amountMaxWh: 150, amountUnitWh: 50 };
test.for([
  ['the smaller of both', 120, 99, wide, 50],
  ['capped', 800, 900, wide, 150],
  ['in whole units', 149, 900, wide, 100],
  ['below the least deal', 49, 900, wide, null],
  ['rounded below the least deal', 59, 59, { amountMinWh: 55, amountMaxWh: 150, amountUnitWh: 50 }, null],
  ['shipped policy', 800, 900, shipped, 50],
] as const)('deal size: %s', ([, requestedWh, acceptedWh, policy, expected]) => {
  expect(dealAmountWh(requestedWh, acceptedWh, policy)).toBe(expected);
});
