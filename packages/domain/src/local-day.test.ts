import fc from 'fast-check';
import { expect, test } from 'vitest';
import { localDayOf, localDayRange, localSecondOfDay } from './local-day.ts';

test.for([
  ['Asia/Tokyo', '2026-06-09', '2026-06-08T15:00:00Z', 24],
  ['Europe/Berlin', '2026-03-29', '2026-03-28T23:00:00Z', 23],
  ['Europe/Berlin', '2026-10-25', '2026-10-24T22:00:00Z', 25],
  ['America/New_York', '2026-11-01', '2026-11-01T04:00:00Z', 25],
  ['Australia/Lord_Howe', '2026-04-05', '2026-04-04T13:00:00Z', 24.5],
  // Clocks skip midnight: the day begins at 01:00.
  ['Asia/Beirut', '2026-03-29', '2026-03-28T22:00:00Z', 23],
  // The day 2011-12-30 never was in Samoa.
  ['Pacific/Apia', '2011-12-30', '2011-12-30T10:00:00Z', 0],
  ['UTC', '2026-02-28', '2026-02-28T00:00:00Z', 24],
] as const)('%s %s begins at %s and has %d hours', ([timeZone, day, begin, hours]) => {
  const { from, to } = localDayRange(day, timeZone);
  expect(from).toEqual(new Date(begin));
  expect((to.getTime() - from.getTime()) / 3_600_000).toBe(hours);
});

const zones = [
  'Asia/Tokyo',
  'Europe/Berlin',
  'America/St_Johns',
  'Pacific/Apia',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
];
const instants = fc.date({ min: new Date('2015-01-01'), max: new Date('2035-01-01'), noInvalidDate: true });

test('every instant lies within the range of its local day, and days join without gap or overlap', () => {
  fc.assert(
    fc.property(instants, fc.constantFrom(...zones), (instant, timeZone) => {
      const { from, to } = localDayRange(localDayOf(instant, timeZone), timeZone);
      expect(from.getTime()).toBeLessThanOrEqual(instant.getTime());
      expect(to.getTime()).toBeGreaterThan(instant.getTime());
      expect(localDayRange(localDayOf(to, timeZone), timeZone).from).toEqual(to);
    }),
  );
});

test('the wall clock tells the second of the day', () => {
  expect(localSecondOfDay(new Date('2026-06-09T05:32:08Z'), 'Asia/Tokyo')).toBe(14 * 3600 + 32 * 60 + 8);
});
