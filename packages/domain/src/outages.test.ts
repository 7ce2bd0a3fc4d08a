import { expect, test } from 'vitest';
import type { AvailabilitySpan } from './availability.ts';
import { findOutages } from './outages.ts';

const up = (fromMs: number, toMs: number): AvailabilitySpan => ({ fromMs, toMs, kind: 'up', reason: null });
const down = (fromMs: number, toMs: number, reason: 'loss' | 'mode' = 'loss'): AvailabilitySpan => {
  return { fromMs, toMs, kind: 'down', reason };
};

test.for([
  ['none', [up(0, 100)], []],
  ['one', [up(0, 100), down(100, 300), up(300, 400)], [[100, 300, 200]]],
  ['another reason at once is the same outage', [down(0, 100), down(100, 250, 'mode')], [[0, 250, 250]]],
  [
    'up for less than a minute between two is the same outage, and not counted',
    [down(0, 10), up(10, 60_009), down(60_009, 60_019)],
    [[0, 60_019, 20]],
  ],
  [
    'up for a minute is not',
    [down(0, 10), up(10, 60_010), down(60_010, 60_020)],
    [
      [0, 10, 10],
      [60_010, 60_020, 10],
    ],
  ],
] as const)('%s', ([, spans, expected]) => {
  expect(findOutages(spans).map(({ fromMs, toMs, downMs }) => [fromMs, toMs, downMs])).toEqual(expected);
});

test('an outage keeps its parts', () => {
  const parts = [down(0, 100), down(100, 250, 'mode')];
  expect(findOutages(parts)[0]?.parts).toEqual(parts);
});
