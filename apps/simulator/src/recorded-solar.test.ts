import { expect, test } from 'vitest';
import { localTimeAt } from './local-clock.ts';
import { parseSolarFile, recordedSolarW } from './recorded-solar.ts';

/** A year in which hour `h` of day `d` (from 0) has 100 × d + h W. */
const lines = Array.from({ length: 365 }, (_, day) =>
  Array.from({ length: 24 }, (_, hour) => 100 * day + hour).join(','),
);
const year = parseSolarFile(lines.join('\n'));

const wattsAt = (local: string) => recordedSolarW(year, localTimeAt(Date.parse(`${local}+09:00`), 'Asia/Tokyo'));

test.for([
  ['a full hour', '2026-01-01T13:00:00', 13],
  ['half way to the next', '2026-01-01T13:30:00', 13.5],
  ['the last hour of a day, towards the first of the next', '2026-01-01T23:30:00', 61.5],
  ['the first day of March', '2026-03-01T00:00:00', 5900],
  ['29 February repeats the 28th', '2028-02-29T06:00:00', 5806],
  ['the first day of March in a leap year', '2028-03-01T00:00:00', 5900],
  ['the end of the year, towards its beginning', '2026-12-31T23:30:00', (36_423 + 0) / 2],
] as const)('recorded input at %s', ([, local, watts]) => {
  expect(wattsAt(local)).toBeCloseTo(watts, 6);
});

test('reads CRLF, blanks around numbers and a byte order mark', () => {
  expect(parseSolarFile(`\uFEFF${lines.join('\r\n')}\r\n`.replaceAll(',', ', '))).toEqual(year);
});

test.for([
  ['a line too few', (all: string[]) => all.slice(1), '364 lines, expected 365'],
  ['a value too few', (all: string[]) => all.with(4, '1,2'), 'line 5: 2 values, expected 24'],
  ['a text', (all: string[]) => all.with(6, `x${all[6]}`), 'line 7, column 1: "x600" is not a power'],
  ['an empty value', (all: string[]) => all.with(0, ','.repeat(23)), 'line 1, column 1: "" is not a power'],
  ['a negative value', (all: string[]) => all.with(364, `0,-1${',0'.repeat(22)}`), 'line 365, column 2: "-1"'],
] as const)('refuses %s and says where', ([, change, message]) => {
  expect(() => parseSolarFile(change(lines).join('\n'))).toThrow(message);
});
