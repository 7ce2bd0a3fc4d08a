import { expect, test } from 'vitest';
import { monitorTypes } from './monitor-types.ts';
import { compareFailures, severityOf } from './severity.ts';

test('what does not run is worse than what complains', () => {
  expect(monitorTypes.map(severityOf)).toEqual(['fail', 'fail', 'fail', 'warn', 'warn', 'warn']);
  expect(severityOf('of another program')).toBe('fail');
});

test('the worse first, of the cluster before of a unit, then the older, then as they were found', () => {
  const failure = (id: number, type: string, unitCode: string | null, minute: number) => ({
    id,
    type,
    unitCode,
    detectedAt: new Date(minute * 60_000),
  });
  const sorted = [
    failure(1, 'apis_main_severe', 'E001', 0),
    failure(2, 'apis_main_alive', 'E002', 9),
    failure(3, 'apis_main_alive', 'E001', 5),
    failure(5, 'apis_ccc_alive', null, 30),
    failure(4, 'apis_log_severe', null, 40),
    failure(7, 'apis_main_alive', 'E003', 9),
  ].sort(compareFailures);
  expect(sorted.map(({ id }) => id)).toEqual([5, 3, 2, 7, 4, 1]);
});
