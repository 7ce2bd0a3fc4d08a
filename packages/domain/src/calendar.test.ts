import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, countDays, daysUntil, isDay, kindOf, periodOf, shiftPeriod } from './calendar.ts';

test.for([
  ['day', '2026-06-09', '2026-06-09', '2026-06-09'],
  ['week', '2026-06-09', '2026-06-08', '2026-06-14'],
  ['week', '2026-06-08', '2026-06-08', '2026-06-14'],
  ['week', '2026-06-14', '2026-06-08', '2026-06-14'],
  ['week', '2027-01-01', '2026-12-28', '2027-01-03'],
  ['month', '2024-02-29', '2024-02-01', '2024-02-29'],
  ['month', '2026-12-31', '2026-12-01', '2026-12-31'],
  ['year', '2026-06-09', '2026-01-01', '2026-12-31'],
] as const)('the %s of %s is %s to %s', ([kind, day, fromDay, toDay]) => {
  expect(periodOf(kind, day)).toEqual({ fromDay, toDay });
  expect(kindOf({ fromDay, toDay })).toBe(kind);
});

test('days count over leap days and ends of years', () => {
  expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
  expect(addDays('2024-03-01', -1)).toBe('2024-02-29');
  expect(countDays({ fromDay: '2026-06-03', toDay: '2026-06-09' })).toBe(7);
  expect(daysUntil('2026-06-09', 7)).toEqual({ fromDay: '2026-06-03', toDay: '2026-06-09' });
});

test('any other stretch of days is of no kind, and shifts by its length', () => {
  const period = { fromDay: '2026-06-03', toDay: '2026-06-09' };
  expect(kindOf(period)).toBeNull();
  expect(shiftPeriod(period, 1)).toEqual({ fromDay: '2026-06-10', toDay: '2026-06-16' });
  expect(shiftPeriod(period, -1)).toEqual({ fromDay: '2026-05-27', toDay: '2026-06-02' });
});

const days = fc
  .date({ min: new Date('1999-01-01'), max: new Date('2060-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

test('one period later and back again is where it began', () => {
  fc.assert(
    fc.property(days, fc.constantFrom('day', 'week', 'month', 'year'), (day, kind) => {
      const period = periodOf(kind, day);
      expect(shiftPeriod(shiftPeriod(period, 1), -1)).toEqual(period);
      expect(shiftPeriod(period, 1).fromDay).toBe(addDays(period.toDay, 1));
    }),
  );
});

test.for([
  ['2026-06-09', true],
  ['2024-02-29', true],
  ['2026-02-29', false],
  ['2026-13-01', false],
  ['2026-6-9', false],
  ['2026-06-09T00:00:00Z', false],
  ['', false],
] as const)('%s is a day: %s', ([text, expected]) => {
  expect(isDay(text)).toBe(expected);
});
