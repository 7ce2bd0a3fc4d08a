import fc from 'fast-check';
import { expect, test } from 'vitest';
import { periodOf } from './calendar.ts';
import { barSlots, isToCome, localDays, localHours, localMonths, slotIndexAt } from './calendar-slots.ts';
import { localDayRange } from './local-day.ts';

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);

test.for([
  ['Asia/Tokyo', '2026-06-09', range(0, 23)],
  ['Europe/Berlin', '2026-03-29', [0, 1, ...range(3, 23)]],
  ['Europe/Berlin', '2026-10-25', [0, 1, 2, 2, ...range(3, 23)]],
  ['Asia/Kathmandu', '2026-06-09', range(0, 23)],
  // Clocks go back by half an hour at 02:00, so half of that hour comes twice.
  ['Australia/Lord_Howe', '2026-04-05', [0, 1, 1, ...range(2, 23)]],
  ['Asia/Beirut', '2026-03-29', range(1, 23)],
] as const)('%s %s has the hours its clocks show', ([timeZone, day, hours]) => {
  expect(localHours(day, timeZone).map(({ hour }) => hour)).toEqual(hours);
});

const zones = ['Asia/Tokyo', 'Europe/Berlin', 'America/St_Johns', 'Pacific/Apia', 'Australia/Lord_Howe'];
const day = fc
  .date({ min: new Date('2011-01-01'), max: new Date('2035-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

test('hours and days join and cover exactly their period', () => {
  fc.assert(
    fc.property(day, fc.constantFrom(...zones), (fromDay, timeZone) => {
      const week = periodOf('week', fromDay);
      for (const slots of [localHours(fromDay, timeZone), localDays(week.fromDay, week.toDay, timeZone)]) {
        for (const [i, slot] of slots.entries()) {
          expect(slot.toMs).toBeGreaterThan(slot.fromMs);
          if (i > 0) expect(slot.fromMs).toBe(slots[i - 1]?.toMs);
        }
      }
      const { from, to } = localDayRange(fromDay, timeZone);
      const hours = localHours(fromDay, timeZone);
      const length = hours.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0);
      expect(length).toBe(to.getTime() - from.getTime());
    }),
    { numRuns: 60 },
  );
});

test('a day that a zone skipped has no slot', () => {
  expect(localDays('2011-12-29', '2011-12-31', 'Pacific/Apia').map(({ day }) => day)).toEqual([
    '2011-12-29',
    '2011-12-31',
  ]);
});

test('the months of a year', () => {
  const months = localMonths('2026', 'Asia/Tokyo');
  expect(months).toHaveLength(12);
  expect(months[0]).toEqual({
    month: '2026-01',
    fromMs: Date.parse('2025-12-31T15:00Z'),
    toMs: Date.parse('2026-01-31T15:00Z'),
  });
  expect(months[11]?.toMs).toBe(Date.parse('2026-12-31T15:00Z'));
});

test('finds the slot of an instant', () => {
  const slots = [
    { fromMs: 10, toMs: 20 },
    { fromMs: 20, toMs: 30 },
    { fromMs: 40, toMs: 50 },
  ];
  expect([9, 10, 19, 20, 29, 30, 40, 49, 50].map((at) => slotIndexAt(slots, at))).toEqual([
    -1, 0, 0, 1, 1, -1, 2, 2, -1,
  ]);
});

test('bars are the hours of one day, or several days', () => {
  expect(barSlots('2026-06-09', '2026-06-09', 'Asia/Tokyo').map(({ day, hour }) => [day, hour])).toEqual(
    range(0, 23).map((hour) => ['2026-06-09', hour]),
  );
  expect(barSlots('2026-06-09', '2026-06-11', 'Asia/Tokyo').map(({ day, hour }) => [day, hour])).toEqual([
    ['2026-06-09', null],
    ['2026-06-10', null],
    ['2026-06-11', null],
  ]);
});

test.for([
  ['one that is over', 0, true, false],
  ['the one that goes on', 10, true, false],
  ['the next one', 11, true, true],
  ['one in which a clock that is ahead has reported', 11, false, false],
] as const)('is it still to come? %s', ([, fromMs, isEmpty, expected]) => {
  expect(isToCome({ fromMs, toMs: fromMs + 10 }, { now: new Date(10), isEmpty })).toBe(expected);
});
