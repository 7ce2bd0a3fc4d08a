import { expect, test } from 'vitest';
import { unreadTime } from './unread-time.ts';

const minuteMs = 60_000;

test.for([
  ['a round that came in time', 1, null, null],
  ['one that was a little late', 2.99, null, null],
  ['the shortest pause', 3, null, 3],
  ['a pause in which nothing was stored', 600, null, 600],
  ['a pause in which reports came again later', 600, 200, 200],
  ['a pause in which only we were away', 600, 1, null],
  ['a report in the very moment of the last round', 600, 0, null],
] as const)('%s', ([, lengthMin, firstReportMin, unknownMin]) => {
  const at = (minutes: number) => 1_000_000 + minutes * minuteMs;
  const firstReportMs = firstReportMin === null ? null : at(firstReportMin);
  const expected = unknownMin === null ? null : { fromMs: at(0), toMs: at(unknownMin) };
  expect(unreadTime({ fromMs: at(0), toMs: at(lengthMin) }, firstReportMs)).toEqual(expected);
});
