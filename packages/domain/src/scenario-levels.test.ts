import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readScenario } from './scenario.ts';
import { scenarioSlots, topLevelWh } from './scenario-bands.ts';
import { checkScenario } from './scenario-check.ts';
import { movableLevels, moveLevel, restingLevel } from './scenario-levels.ts';

const text = `{
	"#" : "what 3600 means", // 3600 in a comment
	"refreshingPeriodMsec" : 3600,
	"00:00:00-06:00:00" : {
		"batteryStatus" : { "4320-":"high", "3600-4320" : "middle", "-3600" : "low" },
		"request" : { "high" : { "discharge" : { "limitWh" : 4320, "pointPerWh" : 10 } }, "middle" : {},
		              "low" : { "charge" : { "limitWh" : 3600, "pointPerWh" : 3600 } } },
		"accept" : { "high" : { "discharge" : { "limitWh" : 3900 } } } /* "3600-4320" */
	},
	"06:00:00-24:00:00" : { "batteryStatus" : { "3600-" : "high", "-3600" : "low" },
		"request" : { "high" : { "discharge" : { "limitWh" : 3600.9 } } } },
	"#" : "end"
}
`;

function scenarioOf(written: string) {
  const read = readScenario(written);
  if (!read.ok) throw new Error(read.problem);
  return read.scenario;
}

test('what a period says of a level moves with it; the rest of the text stays as it is written', () => {
  expect(moveLevel(text, { period: '00:00:00-06:00:00', fromWh: 3600, toWh: 3000 })).toBe(
    text
      .replace('"3600-4320" : "middle"', '"3000-4320" : "middle"')
      .replace('"-3600" : "low" },\n\t\t"request"', '"-3000" : "low" },\n\t\t"request"')
      .replace('"limitWh" : 3600, "pointPerWh" : 3600', '"limitWh" : 3000, "pointPerWh" : 3600'),
  );
});

test('a limit is moved by the whole Wh that a home makes of it', () => {
  expect(moveLevel(text, { period: '06:00:00-24:00:00', fromWh: 3600, toWh: 5 })).toBe(
    text
      .replace('{ "3600-" : "high", "-3600" : "low" }', '{ "5-" : "high", "-5" : "low" }')
      .replace('"limitWh" : 3600.9', '"limitWh" : 5'),
  );
});

test.for([
  ['another period', { period: '07:00:00-08:00:00', fromWh: 3600, toWh: 1 }],
  ['a level that is not there', { period: '00:00:00-06:00:00', fromWh: 1234, toWh: 1 }],
] as const)('nothing changes for %s', ([, move]) => {
  expect(moveLevel(text, move)).toBe(text);
});

test('a level moves between those beside it, and past a limit that is not drawn', () => {
  const scenario = scenarioOf(text);
  const [night] = scenarioSlots(scenario, 4800);
  if (!night) throw new Error('the night is the first slot');
  expect(
    movableLevels(scenario, night, 4800).map(({ levelWh, leastWh, mostWh }) => [levelWh, leastWh, mostWh]),
  ).toEqual([
    [4320, 3601, 4800],
    [3600, 1, 4319],
  ]);
});

const level = { levelWh: 3600, leastWh: 2401, mostWh: 4319, takenWh: [3000, 4320] };

test.for([
  ['a whole step', 3333, 3350],
  ['as far as it goes, upwards', 9999, 4319],
  ['as far as it goes, downwards', 0, 2401],
  ['beside another level', 3010, 3001],
  ['where it is', 3600, 3600],
] as const)('it comes to rest: %s', ([, wishedWh, expected]) => {
  expect(restingLevel(level, wishedWh, 50)).toBe(expected);
});

test('wherever levels are moved, the text stays sound and says just the level that was wanted', () => {
  const moves = fc.array(fc.record({ slot: fc.nat(1), of: fc.nat(3), wishedWh: fc.integer({ min: -9, max: 6000 }) }));
  fc.assert(
    fc.property(moves, (made) => {
      let written = text;
      for (const { slot: slotIndex, of, wishedWh } of made) {
        const scenario = scenarioOf(written);
        const topWh = topLevelWh([scenario]);
        const slot = scenarioSlots(scenario, topWh)[slotIndex];
        const levels = slot ? movableLevels(scenario, slot, topWh) : [];
        const chosen = levels[of % Math.max(1, levels.length)];
        if (!chosen || !slot?.period) continue;
        const toWh = restingLevel(chosen, wishedWh, 10);
        written = moveLevel(written, { period: slot.period, fromWh: chosen.levelWh, toWh });
        const moved = scenarioOf(written);
        const after = scenarioSlots(moved, topLevelWh([moved]))[slotIndex];
        expect(after?.bands.map(({ lowerWh }) => lowerWh)).toContain(toWh);
      }
      expect(checkScenario(written).filter(({ level: gravity }) => gravity === 'error')).toEqual([]);
    }),
  );
});
