import { expect, test } from 'vitest';
import { type ClusterOverview, groupClusters, reportFreshness, shownFlow } from './overview-list.ts';

const cluster = (communityId: string, clusterId: string, openCount = 0, down = 0): ClusterOverview => ({
  ref: { communityId, clusterId },
  name: `Cluster ${clusterId}`,
  communityName: `Community ${communityId}`,
  timeZone: 'Asia/Tokyo',
  unitCounts: { up: 1, down, unknown: 0, notInService: 0 },
  rate: null,
  sharedTodayWh: 0,
  sharedByHourWh: [],
  newestReportAt: null,
  flow: null,
  openCount,
});
const clusters = [
  cluster('a', 'n'),
  cluster('a', 'm'),
  cluster('a', 'x', 0, 3),
  cluster('a', 'y', 1),
  cluster('b', 'n'),
];

test.for([
  [null, '', { a: ['y', 'x', 'm', 'n'], b: ['n'] }],
  ['a', '', { a: ['y', 'x', 'm', 'n'] }],
  [null, 'cluster X', { a: ['x'] }],
  [null, 'n community b', { b: ['n'] }],
  [null, 'nowhere', {}],
  ['c', '', {}],
] as const)('of %s, with %j typed: %j', ([communityId, text, expected]) => {
  const groups = groupClusters(clusters, { communityId, text });
  expect(
    Object.fromEntries(groups.map((group) => [group.communityId, group.clusters.map(({ ref }) => ref.clusterId)])),
  ).toEqual(expected);
});

test.for([
  [null, 'never'],
  [-5_000, 'fresh'],
  [74_999, 'fresh'],
  [75_000, 'late'],
  [599_999, 'late'],
  [600_000, 'silent'],
] as const)('data of %s ms are %s', ([ageMs, expected]) => {
  expect(reportFreshness(ageMs)).toBe(expected);
});

const flow = { solarW: 1, loadW: 2, unitCount: 1, dealCount: 0, dealW: 0 };
test.for([
  [5_000, { flow, isLate: false }],
  [599_999, { flow, isLate: true }],
  [600_000, null],
  [null, null],
] as const)('what flowed %s ms ago is shown as %j', ([ageMs, expected]) => {
  expect(shownFlow({ ...cluster('a', 'n'), flow }, ageMs)).toEqual(expected);
  expect(shownFlow(cluster('a', 'n'), ageMs)).toBeNull();
});
