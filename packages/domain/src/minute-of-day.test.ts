import { expect, test } from 'vitest';
import { clockOfMinute, minuteOfClock } from './minute-of-day.ts';

test.for([
  ['00:00', 0],
  ['07:05', 425],
  ['23:59', 1_439],
] as const)('%s is minute %i of the day, and back', ([clock, minute]) => {
  expect(minuteOfClock(clock)).toBe(minute);
  expect(clockOfMinute(minute)).toBe(clock);
});

test.for(['', '24:00', '7:00', '12:60', 'noon'])('%s is no time of day', (text) => {
  expect(minuteOfClock(text)).toBeNull();
});
