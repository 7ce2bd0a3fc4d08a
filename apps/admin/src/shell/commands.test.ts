import { expect, test } from 'vitest';
import { dealIdStart, findCommands, listPlaces, type Outline, recentFirst } from './commands.ts';

const outline: Outline = [
  {
    communityId: 'hills',
    name: 'Hikari Hills',
    clusters: [
      {
        clusterId: 'north',
        name: 'North Loop',
        timeZone: 'Asia/Tokyo',
        units: [
          { unitId: 'E001', name: 'House 01' },
          { unitId: 'E010', name: 'House 10' },
        ],
      },
    ],
  },
  {
    communityId: 'oss',
    name: 'Example',
    clusters: [{ clusterId: 'c', name: 'East', timeZone: 'UTC', units: [{ unitId: 'E001', name: 'North gate' }] }],
  },
];
const titles = (typed: string) =>
  findCommands(
    listPlaces(outline).map(({ title, detail }) => ({ title, detail: detail ?? 'Community' })),
    typed,
  ).map(({ title, detail }) => `${title} (${detail})`);

test.for([
  ['e001', ['E001 House 01 (Hikari Hills / North Loop)', 'E001 North gate (Example / East)']],
  [
    'north',
    [
      'North Loop (Hikari Hills)',
      'E001 House 01 (Hikari Hills / North Loop)',
      'E010 House 10 (Hikari Hills / North Loop)',
      'E001 North gate (Example / East)',
    ],
  ],
  ['example', ['Example (Community)', 'East (Example)', 'E001 North gate (Example / East)']],
  ['10 hills', ['E010 House 10 (Hikari Hills / North Loop)']],
  ['nowhere', []],
] as const)('%s finds %j', ([typed, expected]) => {
  expect(titles(typed)).toEqual(expected);
});

test('with nothing typed, clusters come first', () => {
  expect(titles('').slice(0, 2)).toEqual(['North Loop (Hikari Hills)', 'East (Example)']);
});

test('ids are told apart', () => {
  const ids = listPlaces(outline).map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

test.for([
  ['5a26', '5a26'],
  [' 5A268B6E ', '5a268b6e'],
  ['5a268b6e-00d1-4', '5a268b6e-00d1-4'],
  ['5a2', null],
  ['-5a26', null],
  ['north', null],
  ['e001 north', null],
  ['5a268b6e-00d1-4c2f-9f6e-0123456789abc', null],
  ['', null],
] as const)('%j may begin the id of a deal: %j', ([typed, start]) => {
  expect(dealIdStart(typed)).toBe(start);
});

test('what was chosen lately comes first, the latest before all; what is gone is left out', () => {
  const all = ['a', 'b', 'c', 'd'].map((id) => ({ id }));
  expect(recentFirst(all, ['c', 'gone', 'b']).map(({ id }) => id)).toEqual(['c', 'b', 'a', 'd']);
});
