import { expect, test } from 'vitest';
import { parseTimeZoneOffset } from './time-zone-offset.ts';

test.for<[string, number | null]>([
  ['Z', 0],
  ['fooZ', 0],
  ['+09:00', 540],
  ['-03:30', -210],
  ['+9:0', 540],
  ['+09:99', 639], // V-28
  ['-00:00', -0],
  ['2020-01-01T00:00:00+09:00', 540],
  ['2020-01-01T00:00:00-03:30', -210],
  ['+23:59', 1439],
  ['+24:00', null],
  ['-23:60', null],
  ['+0900', null],
  [' 09:00', null],
  ['Asia/Tokyo', null],
  ['+09:', null],
  ['+:30', null],
  ['+a:30', null],
  ['+09:00:30', null],
  ['', null],
  [':', null],
  ['z', null],
])('%s', ([text, minutes]) => {
  expect(parseTimeZoneOffset(text)).toBe(minutes === null ? null : minutes * 60_000);
});
