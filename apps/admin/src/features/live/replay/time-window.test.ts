import { expect, test } from 'vitest';
import { nextEvent, timeWindow } from './time-window.ts';

const hourMs = 3_600_000;
const nowMs = Date.UTC(2026, 5, 9, 5, 32, 8);
const toMs = Date.UTC(2026, 5, 9, 5, 33);

test.for([
  ['live', '24h', null, toMs],
  ['within the last day', '24h', toMs - 20 * hourMs, toMs],
  ['a day and a half ago: around it', '24h', toMs - 36 * hourMs, Date.UTC(2026, 5, 8, 6)],
  ['the last hour does not hold it', '1h', toMs - 3 * hourMs, Date.UTC(2026, 5, 9, 3, 5)],
] as const)('%s', ([, range, atMs, expected]) => {
  const window = timeWindow(range, { atMs, nowMs });
  expect(new Date(window.toMs)).toEqual(new Date(expected));
  if (atMs !== null) {
    expect(window.fromMs).toBeLessThanOrEqual(atMs);
    expect(window.toMs).toBeGreaterThanOrEqual(atMs);
  }
});

test.for([
  [15, 1, 20],
  [20, 1, 30],
  [30, 1, null],
  [15, -1, 10],
  [10, -1, null],
] as const)('next to %d in direction %d is %s', ([atMs, direction, expected]) => {
  expect(nextEvent([20, 10, 30], atMs, direction)).toBe(expected);
});
