import { expect, test } from 'vitest';
import { linesFile } from './chart-file.ts';

const at = (minute: number) => Date.UTC(2026, 5, 9, 0, minute);

test('a row for each instant of any line; a gap is empty, zero is not', () => {
  const solar = [
    { atMs: at(0), value: 0 },
    { atMs: at(3), value: 100 },
  ];
  const battery = [
    { atMs: at(1), value: 50 },
    { atMs: at(2), value: null },
  ];
  const file = linesFile([
    { column: 'solar_w', points: solar },
    { column: 'rsoc_percent', points: battery },
  ]);
  expect(file.heading).toEqual(['time', 'solar_w', 'rsoc_percent']);
  expect(file.rows).toEqual([
    ['2026-06-09T00:00:00.000Z', 0, null],
    ['2026-06-09T00:01:00.000Z', 33.33, 50],
    ['2026-06-09T00:02:00.000Z', 66.67, null],
    ['2026-06-09T00:03:00.000Z', 100, null],
  ]);
});

test('a chart of nothing has its heading', () => {
  expect(linesFile([{ column: 'solar_w', points: [] }])).toEqual({ heading: ['time', 'solar_w'], rows: [] });
});
