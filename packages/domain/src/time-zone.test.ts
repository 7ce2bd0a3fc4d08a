import { expect, test } from 'vitest';
import { isTimeZone } from './time-zone.ts';

test.for([
  ['Asia/Tokyo', true],
  ['UTC', true],
  ['Asia/Edo', false],
  ['+09:00', false],
  ['', false],
] as const)('is %s a time zone: %s', ([name, verdict]) => {
  expect(isTimeZone(name)).toBe(verdict);
});
