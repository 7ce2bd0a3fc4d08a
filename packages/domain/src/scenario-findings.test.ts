import { expect, test } from 'vitest';
import { scenarioFinding, show } from './scenario-findings.ts';

test('a finding is a code with values, and the sentence that they make in English', () => {
  expect(scenarioFinding('warning', 'a.b', 'levelsMissing', { fromWh: 0, toWh: 500 })).toEqual({
    level: 'warning',
    path: 'a.b',
    code: 'levelsMissing',
    values: { fromWh: 0, toWh: 500 },
    message: 'says nothing about 0 to 500 Wh',
  });
  expect(scenarioFinding('error', '', 'noPeriod')).toMatchObject({ values: {} });
  expect([show(undefined), show('x'), show(null)]).toEqual(['nothing', '"x"', 'null']);
});
