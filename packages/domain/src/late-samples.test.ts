import { expect, test } from 'vitest';
import { hoursToCount, oldestJudgedHourMs } from './late-samples.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const hours = (list: readonly number[]) => list.map((ms) => ms / hourMs);

// Hours are numbered; `now` is so many hours after the hour 0, and the clock has run for a while.
const zero = 480_000;
const at = (hour: number) => (zero + hour) * hourMs;
const count = (judged: readonly number[], nowHour: number) =>
  hours(hoursToCount(judged.map(at), at(nowHour))).map((hour) => hour - zero);

test.for([
  ['the first round: the newest hour that has been over for ten minutes', [], 10 + 10 / 60, [9]],
  ['nothing has settled since', [], 10 + 9 / 60, [8]],
  ['what was judged is counted again, at most three of it', [9], 10.5, [9]],
  ['a new hour, and what there is besides', [8], 10.5, [9, 8]],
  ['every hour since a long pause', [4], 10.5, [5, 6, 7, 8, 9, 4]],
  [
    'after a pause that was longer than samples may be late',
    [0],
    400.5,
    Array.from({ length: 167 }, (_, i) => 233 + i),
  ],
] as const)('%s', ([, judged, now, expected]) => {
  expect(count(judged, now)).toEqual(expected);
});

test('within an hour of rounds, each of seven days is counted again', () => {
  const judged = Array.from({ length: 168 }, (_, i) => at(i));
  const counted = new Set<number>();
  for (let minute = 1; minute < 60; minute += 1) {
    for (const hour of hoursToCount(judged, at(168) + minute * minuteMs)) counted.add(hour);
  }
  expect([...counted].sort((a, b) => a - b)).toEqual(judged.slice(1));
});

test('an hour is left alone when its beginning is more than seven days past', () => {
  expect(oldestJudgedHourMs(at(168))).toBe(at(0));
  expect(oldestJudgedHourMs(at(168) + 1)).toBe(at(1));
});
