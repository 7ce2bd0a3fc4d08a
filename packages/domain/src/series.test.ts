import { expect, test } from 'vitest';
import { breakLine, type SeriesPoint, thinSeries } from './series.ts';

const range = { fromMs: 0, toMs: 1_000, slots: 10, maxGapMs: 200 };
const line = (...points: [number, number | null][]): SeriesPoint[] => points.map(([atMs, value]) => ({ atMs, value }));

test.for([
  ['nothing', [], []],
  [
    'few points stay as they are',
    [
      [0, 1],
      [150, 2],
    ],
    [
      [0, 1],
      [150, 2],
    ],
  ],
  [
    'a spike survives among many',
    [
      [0, 5],
      [20, 5],
      [40, 90],
      [60, 5],
      [80, 4],
    ],
    [
      [25, 90],
      [75, 4],
    ],
  ],
  [
    'a level line needs one point',
    [
      [0, 5],
      [50, 5],
    ],
    [[25, 5]],
  ],
  [
    'a gap after a thinned slot comes after its points',
    [
      [0, 5],
      [10, 9],
      [320, 2],
    ],
    [
      [25, 5],
      [75, 9],
      [76, null],
      [320, 2],
    ],
  ],
  [
    'a pause is a gap',
    [
      [0, 1],
      [300, 2],
    ],
    [
      [0, 1],
      [1, null],
      [300, 2],
    ],
  ],
  [
    'a pause of exactly the limit is none',
    [
      [0, 1],
      [200, 2],
    ],
    [
      [0, 1],
      [200, 2],
    ],
  ],
  [
    'missing values are a gap when they last',
    [
      [0, 1],
      [100, null],
      [200, null],
      [300, 2],
    ],
    [
      [0, 1],
      [1, null],
      [300, 2],
    ],
  ],
  [
    'the end of the range is outside',
    [
      [-1, 9],
      [0, 1],
      [1_000, 9],
    ],
    [[0, 1]],
  ],
] as [string, [number, number | null][], [number, number | null][]][])('%s', ([, points, thinned]) => {
  expect(thinSeries(line(...points), range)).toEqual(line(...thinned));
});

const hourly = line([0, 50], [100, 51], [200, null], [300, 52]);

test.for<[string, number[], [number, number | null][]]>([
  [
    'nothing breaks without a silence',
    [],
    [
      [0, 50],
      [100, 51],
      [200, null],
      [300, 52],
    ],
  ],
  [
    'a silence between two points',
    [20],
    [
      [0, 50],
      [21, null],
      [100, 51],
      [200, null],
      [300, 52],
    ],
  ],
  [
    'from a point on',
    [0],
    [
      [0, 50],
      [1, null],
      [100, 51],
      [200, null],
      [300, 52],
    ],
  ],
  [
    'two silences break a line once',
    [20, 60],
    [
      [0, 50],
      [21, null],
      [100, 51],
      [200, null],
      [300, 52],
    ],
  ],
  [
    'where there is a gap already',
    [110],
    [
      [0, 50],
      [100, 51],
      [200, null],
      [300, 52],
    ],
  ],
  [
    'before the first and after the last',
    [-50, 300],
    [
      [0, 50],
      [100, 51],
      [200, null],
      [300, 52],
    ],
  ],
])('a line is broken: %s', ([, silencesMs, broken]) => {
  expect(breakLine(hourly, silencesMs)).toEqual(line(...broken));
});
