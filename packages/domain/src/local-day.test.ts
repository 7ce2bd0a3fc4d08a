import fc from 'fast-check';
import { expect, test } from 'vitest';
import { instantOfLocalTime, localDayOf, localDayRange, localSecondOfDay, localTimeOf } from './local-day.ts';

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

test.for([
  ['2026-06-09T14:32', 'Asia/Tokyo', '2026-06-09T05:32:00Z'],
  ['2026-06-09T14:32:08', 'Asia/Tokyo', '2026-06-09T05:32:08Z'],
  ['2026-01-01T00:00', 'UTC', '2026-01-01T00:00:00Z'],
  ['2026-03-29T01:59', 'Europe/Berlin', '2026-03-29T00:59:00Z'],
  ['2026-03-29T03:00', 'Europe/Berlin', '2026-03-29T01:00:00Z'],
  ['2026-10-25T01:59', 'Europe/Berlin', '2026-10-24T23:59:00Z'],
  ['2026-10-25T03:00', 'Europe/Berlin', '2026-10-25T02:00:00Z'],
  ['2026-06-09T00:10', 'Asia/Kathmandu', '2026-06-08T18:25:00Z'],
  ['2026-06-09T23:00', 'Pacific/Kiritimati', '2026-06-09T09:00:00Z'],
] as const)('%s in %s is %s, and back', ([local, timeZone, expected]) => {
  const instant = instantOfLocalTime(local, timeZone);
  expect(instant).toEqual(new Date(expected));
  expect(localTimeOf(instant, timeZone)).toBe(local.slice(0, 16));
});

test('of a time that comes twice the first; what is skipped is as much later', () => {
  expect(instantOfLocalTime('2026-10-25T02:30', 'Europe/Berlin')).toEqual(new Date('2026-10-25T00:30:00Z'));
  expect(instantOfLocalTime('2026-03-29T02:30', 'Europe/Berlin')).toEqual(new Date('2026-03-29T01:30:00Z'));
});
