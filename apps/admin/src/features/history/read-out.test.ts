import { expect, test } from 'vitest';
import type { ChartLine, ChartPane } from './chart-pane.ts';
import { nearestRow, toldValues } from './read-out.ts';

const rows = [{ atMs: 10 }, { atMs: 20 }, { atMs: 40 }];

test.for<[number, number]>([
  [0, 0],
  [14, 0],
  [15, 1],
  [20, 1],
  [29, 1],
  [31, 2],
  [99, 2],
])('nearest to %d is row %d', ([atMs, index]) => {
  expect(nearestRow(rows, atMs)).toBe(index);
});

test('of no rows none is near', () => {
  expect(nearestRow([], 5)).toBeNull();
});

test('each pane tells its lines with its unit; unknown ones and what has nothing to tell are left out', () => {
  const line = (name: string, parts: Partial<ChartLine> = {}): ChartLine => {
    return { name, column: name, points: [], colour: `colour of ${name}`, ...parts };
  };
  const pane = (unit: string, lines: ChartLine[]): ChartPane => ({ caption: unit, unit, heightPx: 1, lines });
  const panes = [
    pane('W', [line('Solar'), line('Home use')]),
    pane('W', [line('Received', { tell: (atMs) => `from E002 at ${atMs}` }), line('Gave', { tell: () => null })]),
    pane('%', [line('Battery')]),
  ];
  const row = { atMs: 7, v0: 0, v1: null, v2: 350, v3: 0, v4: 41.5 };
  expect(toldValues(panes, row, (value) => value.toFixed(1))).toEqual([
    { text: 'Solar 0.0 W', colour: 'colour of Solar' },
    { text: 'from E002 at 7', colour: 'colour of Received' },
    { text: 'Battery 41.5 %', colour: 'colour of Battery' },
  ]);
});
