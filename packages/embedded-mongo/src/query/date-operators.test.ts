import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encode } from '../test-support.ts';
import { decode } from './expressions.ts';
import { parsePipeline, runMingo } from './pipeline.ts';
import { fromLocal, toLocal } from './time-zone.ts';

function compute(expression: unknown, document: Record<string, unknown>): unknown {
  const { rest } = parsePipeline([encode({ $addFields: { result: expression } })]);
  const [result] = runMingo([document], rest);
  return decode(result ?? Buffer.alloc(0)).result;
}

const at = (text: string): Date => new Date(text);

describe('parts of a date', () => {
  test.for([
    ['$hour', '2026-05-14T20:15:27.123Z', undefined, 20],
    ['$hour', '2026-05-14T20:15:27.123Z', 'Asia/Tokyo', 5],
    ['$hour', '2026-05-14T20:15:27.123Z', '+05:30', 1],
    ['$minute', '2026-05-14T20:15:27.123Z', '-00:30', 45],
    ['$hour', '2026-05-14T20:15:27.123Z', 'America/Argentina/Buenos_Aires', 17],
    ['$dayOfMonth', '2026-05-14T20:15:27.123Z', 'Asia/Tokyo', 15],
    ['$month', '2026-12-31T20:00:00Z', 'Asia/Tokyo', 1],
    ['$year', '2026-12-31T20:00:00Z', 'Asia/Tokyo', 2027],
    ['$dayOfYear', '2024-12-31T00:00:00Z', undefined, 366],
    ['$dayOfWeek', '2026-05-17T00:00:00Z', undefined, 1],
    ['$isoDayOfWeek', '2026-05-17T00:00:00Z', undefined, 7],
    ['$isoWeek', '2021-01-03T00:00:00Z', undefined, 53],
    ['$isoWeekYear', '2021-01-03T00:00:00Z', undefined, 2020],
    ['$week', '2026-01-04T00:00:00Z', undefined, 1],
    ['$second', '2026-05-14T20:15:27.123Z', undefined, 27],
    ['$millisecond', '2026-05-14T20:15:27.123Z', undefined, 123],
    // Clocks in Berlin went from 02:00 to 03:00 on 29 March 2026 at 01:00 UTC.
    ['$hour', '2026-03-29T00:59:59Z', 'Europe/Berlin', 1],
    ['$hour', '2026-03-29T01:00:00Z', 'Europe/Berlin', 3],
  ] as const)('%s of %s in %s is %s', ([operator, text, timezone, expected]) => {
    expect(compute({ [operator]: { date: '$d', ...(timezone && { timezone }) } }, { d: at(text) })).toBe(expected);
  });

  test('of a missing date are null', () => {
    expect(compute({ $hour: '$absent' }, {})).toBeNull();
    expect(compute({ $hour: { date: '$d', timezone: 'Asia/Tokyo' } }, { d: null })).toBeNull();
    expect(compute({ $hour: { $add: ['$absent', 1000] } }, {})).toBeNull();
  });

  test('of something that is no date fail', () => {
    expect(() => compute({ $hour: '$d' }, { d: '--' })).toThrow(expect.objectContaining({ code: 16006 }));
  });

  test('in an unknown zone fail', () => {
    expect(() => compute({ $hour: { date: '$d', timezone: 'Mars/Base' } }, { d: at('2026-01-01') })).toThrow(
      /time zone/,
    );
  });
});

describe('$dateTrunc', () => {
  test.for([
    ['hour', {}, '2026-05-14T20:15:27Z', '2026-05-14T20:00:00Z'],
    ['hour', { timezone: 'Asia/Kolkata' }, '2026-05-14T20:15:27Z', '2026-05-14T19:30:00Z'],
    ['minute', { binSize: 5 }, '2026-05-14T20:14:27Z', '2026-05-14T20:10:00Z'],
    ['day', {}, '2026-05-14T20:15:27Z', '2026-05-14T00:00:00Z'],
    ['day', { timezone: 'Asia/Tokyo' }, '2026-05-14T20:15:27Z', '2026-05-14T15:00:00Z'],
    ['day', { timezone: 'Europe/Berlin' }, '2026-03-29T12:00:00Z', '2026-03-28T23:00:00Z'],
    ['day', { timezone: 'Europe/Berlin' }, '2026-03-30T12:00:00Z', '2026-03-29T22:00:00Z'],
    ['week', {}, '2026-05-14T20:15:27Z', '2026-05-10T00:00:00Z'],
    ['week', { startOfWeek: 'monday' }, '2026-05-14T20:15:27Z', '2026-05-11T00:00:00Z'],
    ['month', { timezone: 'Asia/Tokyo' }, '2026-05-31T20:00:00Z', '2026-05-31T15:00:00Z'],
    ['quarter', {}, '2026-05-14T20:15:27Z', '2026-04-01T00:00:00Z'],
    ['year', { timezone: 'America/New_York' }, '2026-01-01T02:00:00Z', '2025-01-01T05:00:00Z'],
    ['year', {}, '1999-12-31T23:59:59Z', '1999-01-01T00:00:00Z'],
  ] as const)('to the %s with %j of %s is %s', ([unit, options, text, expected]) => {
    expect(compute({ $dateTrunc: { date: '$d', unit, ...options } }, { d: at(text) })).toEqual(at(expected));
  });

  test('of a missing date is null, and of text an error', () => {
    expect(compute({ $dateTrunc: { date: '$absent', unit: 'hour' } }, {})).toBeNull();
    expect(() => compute({ $dateTrunc: { date: 'x', unit: 'hour' } }, {})).toThrow();
  });
});

test('$dateToString writes in the zone', () => {
  const expression = {
    $dateToString: { date: '$d', format: '%Y/%m/%d-%H:%M:%S %z %j %u %V %%', timezone: 'Asia/Tokyo' },
  };
  expect(compute(expression, { d: at('2026-05-14T20:15:27Z') })).toBe('2026/05/15-05:15:27 +0900 135 5 20 %');
  expect(compute({ $dateToString: { date: '$d' } }, { d: at('2026-05-14T20:15:27Z') })).toBe(
    '2026-05-14T20:15:27.000Z',
  );
});

test('operators that would ignore a time zone refuse one', () => {
  const expression = { $dateAdd: { startDate: '$d', unit: 'day', amount: 1, timezone: 'Europe/Berlin' } };
  expect(() => compute(expression, { d: at('2026-03-28') })).toThrow(/timezone is not supported/);
});

test('local time agrees with Intl and leads back to the instant, but for the hour that comes twice', () => {
  const zones = fc.constantFrom(
    'Asia/Tokyo',
    'Europe/Berlin',
    'America/St_Johns',
    'Australia/Lord_Howe',
    'Asia/Kathmandu',
  );
  fc.assert(
    fc.property(
      fc.date({ min: at('1995-01-01'), max: at('2035-01-01'), noInvalidDate: true }),
      zones,
      (instant, zone) => {
        const local = toLocal(instant, zone);
        const shown = new Intl.DateTimeFormat('sv-SE', {
          timeZone: zone,
          dateStyle: 'short',
          timeStyle: 'medium',
        }).format(instant);
        expect(local.toISOString().slice(0, 19).replace('T', ' ')).toBe(shown);
        expect(Math.abs(fromLocal(local, zone).getTime() - instant.getTime())).toBeLessThanOrEqual(3_600_000);
      },
    ),
  );
});
