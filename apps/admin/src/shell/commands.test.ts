import { expect, test } from 'vitest';
import { findCommands, listPlaces, type Outline } from './commands.ts';

const outline: Outline = [
  {
    communityId: 'hills',
    name: 'Hikari Hills',
    clusters: [
      {
        clusterId: 'north',
        name: 'North Loop',
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
    clusters: [{ clusterId: 'c', name: 'East', units: [{ unitId: 'E001', name: 'North gate' }] }],
  },
];
const titles = (typed: string) =>
  findCommands(listPlaces(outline), typed).map(({ title, detail }) => `${title} (${detail})`);

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
  ['10 hills', ['E010 House 10 (Hikari Hills / North Loop)']],
  ['nowhere', []],
] as const)('%s finds %j', ([typed, expected]) => {
  expect(titles(typed)).toEqual(expected);
});

test('with nothing typed, clusters come first', () => {
  expect(titles('').slice(0, 2)).toEqual(['North Loop (Hikari Hills)', 'East (Example)']);
});
