import { expect, test } from 'vitest';
import { homeAlerts, homeProblems } from './home-alerts.ts';

const since = new Date('2026-06-09T05:00:00Z');
const until = new Date('2026-06-09T05:30:00Z');

test.for([
  ['apis_main_alive', 'silent'],
  ['apis_ccc_alive', 'silent'],
  ['apis_main_severe', 'trouble'],
  ['grid_master_alive', undefined],
  ['apis_log_severe', undefined],
] as const)('a failure of %s is told as %s', ([type, kind]) => {
  const failure = { type, since, until, description: 'E002 : secret', unitCode: 'E001' };
  expect(homeAlerts([failure])).toEqual(kind ? [{ kind, since, until }] : []);
});

test('a failure that grew into another is one matter; one that came later, or is of another kind, is not', () => {
  const later = new Date('2026-06-09T05:31:00Z');
  const grown = { type: 'apis_main_alive', since: until, until: null };
  const first = { type: 'apis_main_alive', since, until };
  expect(homeAlerts([grown, first])).toEqual([{ kind: 'silent', since, until: null }]);
  expect(homeAlerts([{ ...grown, since: later }, first])).toHaveLength(2);
  expect(homeAlerts([grown, { ...first, type: 'apis_main_severe' }])).toHaveLength(2);
});

test.for([
  ['heavy', false, ['heavyAlarm']],
  ['light', true, ['lightAlarm', 'faultyPlan']],
  ['none', false, []],
  [null, false, []],
] as const)('alarm %s, plan faulty %s', ([alarm, isPlanFaulty, problems]) => {
  expect(homeProblems({ alarm, isPlanFaulty })).toEqual(problems);
});
