import { expect, test } from 'vitest';
import { instantOf, parseDateTime } from './date-time.ts';

test.for([
  ['2020-01-01T15:00:00.000Z', '2020-01-01T15:00:00.000Z'],
  ['2020', '2020-01-01'],
  ['2020-02', '2020-02-01'],
  ['2020-02-29', '2020-02-29'],
  ['20200229', '2020-02-29'],
  ['2020-W05', '2020-01-27'],
  ['2020W05', '2020-01-27'],
  ['2020-W05-3', '2020-01-29'],
  ['2020W053', '2020-01-29'],
  ['2021-W01-1', '2021-01-04'],
  ['2020-W01-1', '2019-12-30'],
  ['2020-032', '2020-02-01'],
  ['2020032', '2020-02-01'],
  ['2020366', '2020-12-31'],
  ['2020-01-01T10', '2020-01-01T10:00:00Z'],
  ['2020-01-01 10:30', '2020-01-01T10:30:00Z'],
  ['2020-01-01x1030', '2020-01-01T10:30:00Z'],
  ['20200101T103045', '2020-01-01T10:30:45Z'],
  ['2020-01-01T10:30:45,5', '2020-01-01T10:30:45.500Z'],
  ['2020-01-01T10:30:45.1239999', '2020-01-01T10:30:45.123Z'],
  ['2020-01-01T24:00', '2020-01-02'],
  ['2020-12-31T24', '2021-01-01'],
  ['2020-01-01T09:00+09', '2020-01-01'],
  ['2020-01-01T09:00+0900', '2020-01-01'],
  ['2020-01-01T09:00:00+09:00', '2020-01-01'],
  ['20200101T0000-0330', '2020-01-01T03:30:00Z'],
  ['2020-W05-3T10:00Z', '2020-01-29T10:00:00Z'],
  ['2020032T10z', '2020-02-01T10:00:00Z'],
  ['0001-01-01', '0001-01-01'],
  ['0001-01-01T00:00+09:00', '0001-01-01'],
  ['9999-12-31T24:00', '9999-12-31T23:59:59.999Z'],
])('%s', ([text, instant]) => {
  const parsed = parseDateTime(text as string);
  expect(parsed && instantOf(parsed, 'UTC')).toEqual(new Date(instant as string));
});

test.for([
  ['too short', '202'],
  ['words', 'yesterday'],
  ['markup', '<script>'],
  ['a year that there is not', '0000'],
  ['year and month without a dash', '202001'],
  ['a month of one digit', '2020-1-01'],
  ['month 13', '2020-13-01'],
  ['month 0', '20200001'],
  ['February 30', '2020-02-30'],
  ['February 29 in a common year', '2021-02-29'],
  ['day 366 of a common year', '2021366'],
  ['day 0', '2020-000'],
  ['week 54', '2020-W54'],
  ['week 0', '2020-W00'],
  ['weekday 8', '2020-W05-8'],
  ['a week without a day, with a time', '2020-W05T10:00'],
  ['a month without a day, with a time', '2020-01T10:00'],
  ['hour 25', '2020-01-01T25:00'],
  ['after midnight of the end', '2020-01-01T24:01'],
  ['minute 60', '2020-01-01T10:60'],
  ['second 60', '2020-01-01T10:00:60'],
  ['an hour of one digit', '2020-01-01T1'],
  ['a separator only', '2020-01-01T'],
  ['mixed separators', '2020-01-01T10:3045'],
  ['a fraction of minutes', '2020-01-01T10:30.5'],
  ['what is left of +09:00 when it is not escaped', '2020-01-01T10:30:00 09:00'],
  ['a zone of 24 hours', '2020-01-01T10:30+24:00'],
  ['a zone with 60 minutes', '2020-01-01T10:30+09:60'],
  ['a zone name', '2020-01-01T10:30 Asia/Tokyo'],
  ['a space before', ' 2020-01-01'],
  ['a space behind', '2020-01-01T10:30:00Z '],
  ['digits of another script', '２０２０-01-01'],
])('refuses %s', ([, text]) => {
  expect(parseDateTime(text as string)).toBeNull();
});

test.for([
  ['2020-01-01T00:00', 'Asia/Tokyo', '2019-12-31T15:00:00Z'],
  ['2020-01-01', 'Asia/Tokyo', '2019-12-31T15:00:00Z'],
  ['2020-01-01T00:00Z', 'Asia/Tokyo', '2020-01-01T00:00:00Z'],
  ['2026-03-29T02:30', 'Europe/Berlin', '2026-03-29T01:30:00Z'], // skipped
  ['2026-10-25T02:30', 'Europe/Berlin', '2026-10-25T00:30:00Z'], // twice
  ['2026-07-01T12:00:00.250', 'America/St_Johns', '2026-07-01T14:30:00.250Z'],
])('%s on a clock in %s', ([text, timeZone, instant]) => {
  const parsed = parseDateTime(text as string);
  expect(parsed && instantOf(parsed, timeZone as string)).toEqual(new Date(instant as string));
});
