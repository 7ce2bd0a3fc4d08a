import { expect, test } from 'vitest';
import { wholeHours } from './whole-hours.ts';

const hoursOf = (from: string, to: string, zone: string) =>
  wholeHours({ fromMs: Date.parse(from), toMs: Date.parse(to) }, 6, zone).map((atMs) => new Date(atMs).toISOString());

test.for([
  ['Asia/Tokyo', '2026-06-09T00:00Z', '2026-06-09T18:00Z', ['03', '09', '15']],
  ['Asia/Kathmandu', '2026-06-09T00:00Z', '2026-06-09T12:00Z', ['00:15', '06:15']],
  // The day when clocks go forward has 23 hours, the other one 25.
  ['Europe/Berlin', '2026-03-28T23:00Z', '2026-03-29T22:00Z', ['23', '04', '10', '16']],
  ['Europe/Berlin', '2026-10-24T22:00Z', '2026-10-25T23:00Z', ['22', '05', '11', '17']],
] as const)('full hours of %s from %s to %s', ([zone, from, to, expected]) => {
  const actual = hoursOf(from, to, zone).map((iso) => iso.slice(11, 16));
  expect(actual).toEqual(expected.map((text) => (text.includes(':') ? text : `${text}:00`)));
});
