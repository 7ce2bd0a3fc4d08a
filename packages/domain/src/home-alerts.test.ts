import { expect, test } from 'vitest';
import { homeAlert, homeProblems } from './home-alerts.ts';

const since = new Date('2026-06-09T05:00:00Z');
const until = new Date('2026-06-09T05:30:00Z');

test.for([
  ['apis_main_alive', 'silent'],
  ['apis_main_severe', 'trouble'],
  ['grid_master_alive', undefined],
  ['apis_ccc_alive', undefined],
] as const)('a failure of %s is told as %s', ([type, kind]) => {
  const failure = { type, detectedAt: since, closedAt: until, description: 'E002 : secret', unitCode: 'E001' };
  expect(homeAlert(failure)).toEqual(kind ? { kind, since, until } : null);
});

test.for([
  ['heavy', false, ['heavyAlarm']],
  ['light', true, ['lightAlarm', 'faultyPlan']],
  ['none', false, []],
  [null, false, []],
] as const)('alarm %s, plan faulty %s', ([alarm, isPlanFaulty, problems]) => {
  expect(homeProblems({ alarm, isPlanFaulty })).toEqual(problems);
});
