import { expect, test } from 'vitest';
import { isUnusable, readScenario, withoutPartners } from './scenario.ts';

function read(text: string) {
  const result = readScenario(text);
  if (!result.ok) throw new Error(result.problem);
  return result.scenario;
}

test('accepts comments of both kinds, but not inside texts', () => {
  const scenario = read(`{ // first
    "refreshingPeriodMsec": /* ms */ 30000, /* "x": { */
    "00:00:00-24:00:00": { "batteryStatus": { "-": "a // b /* c */ \\" // d" } } // last
  }`);
  expect(scenario.refreshingPeriodMs).toBe(30_000);
  expect(scenario.periods[0]?.rules).toMatchObject({ statuses: [{ status: 'a // b /* c */ " // d' }] });
});

test('takes the last value of a duplicate key, at the place of the first', () => {
  const scenario = read(`{ "#": "one", "a-b": 1, "c-d": {}, "a-b": {}, "#": "end" }`);
  expect(scenario.periods.map(({ key }) => key)).toEqual(['a-b', 'c-d']);
  expect(isUnusable(scenario.periods[0]?.rules)).toBe(false);
});

test('keeps the order of periods and of battery ranges', () => {
  const scenario = read(
    `{ "10:00:00-24:00:00": { "batteryStatus": { "2000-": "z", "-": "a" } }, "00:00:00-10:00:00": {} }`,
  );
  expect(scenario.periods.map(({ key }) => key)).toEqual(['10:00:00-24:00:00', '00:00:00-10:00:00']);
  expect(scenario.periods[0]?.rules).toMatchObject({ statuses: [{ key: '2000-' }, { key: '-' }] });
});

test.for([
  ['-', Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
  ['1600-3400', 1600, 3400],
  ['3400-', 3400, Number.POSITIVE_INFINITY],
  ['-1600', Number.NEGATIVE_INFINITY, 1600],
  ['+10-20', 10, 20],
  ['100 - 200', Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
  ['100.5-200', Number.NEGATIVE_INFINITY, 200],
  ['1e3-2000', Number.NEGATIVE_INFINITY, 2000],
  ['-5-10', Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
  ['0-2147483648', 0, Number.POSITIVE_INFINITY],
] as const)('reads the battery range "%s": a bound that is no plain integer is open', ([key, lowerWh, upperWh]) => {
  const scenario = read(JSON.stringify({ '0-9': { batteryStatus: { [key]: 's' } } }));
  expect(scenario.periods[0]?.rules).toMatchObject({ statuses: [{ key, lowerWh, upperWh, status: 's' }] });
});

test.for([
  ['an array', '[1]', 'must be a JSON object'],
  ['null', 'null', 'must be a JSON object'],
  ['white space', ' \n', 'is not valid JSON'],
  ['a cut text', '{ "a": ', 'is not valid JSON'],
  ['an unclosed comment', '{} /* ', 'is not valid JSON'],
] as const)('refuses %s', ([, text, problem]) => {
  expect(readScenario(text)).toMatchObject({ ok: false, problem: expect.stringContaining(problem) });
});

test('accepts the empty object: a scenario without periods, by which nothing is traded', () => {
  expect(read('{}')).toEqual({ refreshingPeriodMs: null, strategy: null, periods: [] });
});

test('a refreshing period that is no number counts as none', () => {
  expect(read('{ "refreshingPeriodMsec": "30000" }').refreshingPeriodMs).toBeNull();
});

test('a member named __proto__ is only a member', () => {
  expect(read('{ "__proto__": { "strategy": "amount" }, "acceptSelection": {} }').strategy).toBeNull();
});

test.for([
  ['{"pairUnitId": "E002"}', '{"pairUnitId": "******"}'],
  ['{"pairUnitId"\n:"a\\"b", "x": "E002"}', '{"pairUnitId"\n:"******", "x": "E002"}'],
  ['{"pairUnitId": "E001", "pairUnitId": null}', '{"pairUnitId": "E001", "pairUnitId": null}'],
] as const)('the text %s for the eyes of E001', ([text, shown]) => {
  expect(withoutPartners(text, 'E001')).toBe(shown);
});
