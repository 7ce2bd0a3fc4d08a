import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readScenario, type Scenario } from './scenario.ts';
import { actOf, bandAt, listLevelsWh, scenarioSlots, timeText } from './scenario-bands.ts';
import { evaluateScenario } from './scenario-evaluation.ts';

const give = (limitWh: number) => ({ discharge: { limitWh, pointPerWh: 10 } });
const take = (limitWh: number) => ({ charge: { limitWh, pointPerWh: 10 } });

function scenario(text: object): Scenario {
  const read = readScenario(JSON.stringify(text));
  if (!read.ok) throw new Error(read.problem);
  return read.scenario;
}

const normal = {
  batteryStatus: { '4320-': 'excess', '3600-4320': 'sufficient', '2400-3600': 'scarce', '-2400': 'short' },
  request: { excess: give(4320), sufficient: {}, scarce: {}, short: take(3600) },
  accept: { excess: give(3600), sufficient: give(3600), scarce: take(3600), short: take(3600) },
};

test('a scenario of four states is four bands, from the fullest battery down', () => {
  expect(scenarioSlots(scenario({ '00:00:00-24:00:00': normal }), 4800)).toEqual([
    {
      startS: 0,
      endS: 86_400,
      period: '00:00:00-24:00:00',
      bands: [
        { lowerWh: 4320, upperWh: 4800, act: 'offers', giveToWh: 4320, takeToWh: null },
        { lowerWh: 3600, upperWh: 4320, act: 'gives', giveToWh: 3600, takeToWh: null },
        { lowerWh: 2400, upperWh: 3600, act: 'takes', giveToWh: null, takeToWh: 3600 },
        { lowerWh: 0, upperWh: 2400, act: 'asks', giveToWh: null, takeToWh: 3600 },
      ],
    },
  ]);
});

const keeps = (upperWh: number) => ({ lowerWh: 0, upperWh, act: 'keeps', giveToWh: null, takeToWh: null });

test.for([
  ['no deal is one field in which nothing happens', { batteryStatus: { '-': 'any' }, request: { any: {} } }, ['keeps']],
  [
    'what is accepted both ways',
    { batteryStatus: { '-': 'any' }, accept: { any: { ...give(1000), ...take(3000) } } },
    ['gives', 'either', 'takes'],
  ],
  [
    'a limit within a state ends the act there',
    { batteryStatus: { '-': 'any' }, request: { any: give(2000) } },
    ['offers', 'keeps'],
  ],
  [
    'a state that nothing is said about',
    { batteryStatus: { '3000-': 'high' }, accept: { high: give(3000) } },
    ['gives', 'keeps'],
  ],
  [
    'a request with both directions takes',
    { batteryStatus: { '-': 'any' }, request: { any: { ...give(1), ...take(4799) } } },
    ['keeps', 'asks'],
  ],
  ['what apis-main cannot use', { batteryStatus: 7 }, ['keeps']],
  ['rules that are no object', 'x', ['keeps']],
] as const)('%s', ([, period, acts]) => {
  const [slot] = scenarioSlots(scenario({ '00:00:00-24:00:00': period }), 4800);
  expect(slot?.bands.map(({ act }) => act)).toEqual(acts);
});

test('the day is covered, gaps included, and the first of two periods that overlap counts', () => {
  const slots = scenarioSlots(
    scenario({ '06:00:00-12:00:00': normal, '10:00:00-18:30:00': { batteryStatus: { '-': 'any' } } }),
    4800,
  );
  expect(slots.map(({ startS, endS, period }) => [timeText(startS), timeText(endS), period])).toEqual([
    ['00:00:00', '06:00:00', null],
    ['06:00:00', '12:00:00', '06:00:00-12:00:00'],
    ['12:00:00', '18:30:00', '10:00:00-18:30:00'],
    ['18:30:00', '24:00:00', null],
  ]);
  expect(slots[0]?.bands).toEqual([keeps(4800)]);
});

test('a scenario without a period keeps everything to itself', () => {
  expect(scenarioSlots(scenario({}), 1000)).toEqual([{ startS: 0, endS: 86_400, period: null, bands: [keeps(1000)] }]);
});

test('the levels of a scenario are its bounds and its limits', () => {
  expect([...new Set(listLevelsWh(scenario({ '00:00:00-24:00:00': normal })))].sort((a, b) => a - b)).toEqual([
    2400, 3600, 4320,
  ]);
});

test('beyond the picture the nearest band holds', () => {
  const slots = scenarioSlots(scenario({ '00:00:00-24:00:00': normal }), 4800);
  expect(bandAt(slots, 0, 5200)?.act).toBe('offers');
  expect(bandAt(slots, 0, -3)?.act).toBe('asks');
  expect(bandAt(slots, 86_400, 100)).toBeNull();
});

const wh = fc.integer({ min: 0, max: 50 });
const rule = fc.record(
  { charge: fc.record({ limitWh: wh }), discharge: fc.record({ limitWh: wh }) },
  { requiredKeys: [] },
);
const rules = fc.record({ a: rule, b: rule }, { requiredKeys: [] });
const clock = fc.oneof(
  fc.integer({ min: 0, max: 86_400 }).map(timeText),
  fc.constantFrom('', '7:00', '07', 'noon', '25:00:00'),
);
const bound = fc.oneof(wh.map(String), fc.constant(''));
const status = fc
  .array(fc.tuple(bound, bound, fc.constantFrom('a', 'b')), { maxLength: 4 })
  .map((list) => Object.fromEntries(list.map(([lower, upper, name]) => [`${lower}-${upper}`, name])));
const anyScenario = fc
  .array(fc.tuple(clock, clock, fc.record({ batteryStatus: status, request: rules, accept: rules })), { maxLength: 4 })
  .map((list) => scenario(Object.fromEntries(list.map(([start, end, period]) => [`${start}-${end}`, period]))));

test('at every time and level the picture shows what the evaluation decides', () => {
  const level = fc.integer({ min: 0, max: 58 }).map((half) => half + 0.5);
  fc.assert(
    fc.property(anyScenario, fc.integer({ min: 0, max: 86_399 }), level, (any, secondOfDay, remainingWh) => {
      const decision = evaluateScenario(any, { timeOfDay: timeText(secondOfDay), remainingWh });
      const band = bandAt(scenarioSlots(any, 60), secondOfDay, remainingWh);
      expect(band?.act).toBe(actOf(decision));
      if (band?.act === 'offers') expect(remainingWh - (band.giveToWh ?? 0)).toBe(decision.request?.amountWh);
      if (band?.act === 'asks') expect((band.takeToWh ?? 0) - remainingWh).toBe(decision.request?.amountWh);
    }),
    { numRuns: 2_000 },
  );
});

test('bands join without a gap from the top to zero', () => {
  fc.assert(
    fc.property(anyScenario, fc.integer({ min: 1, max: 60 }), (any, topWh) => {
      const slots = scenarioSlots(any, topWh);
      expect(slots.map(({ startS }) => startS)).toEqual([0, ...slots.slice(0, -1).map(({ endS }) => endS)]);
      for (const { bands } of slots) {
        expect(bands.map(({ upperWh }) => upperWh)).toEqual([
          topWh,
          ...bands.slice(0, -1).map(({ lowerWh }) => lowerWh),
        ]);
        expect(bands.at(-1)?.lowerWh).toBe(0);
      }
    }),
  );
});
