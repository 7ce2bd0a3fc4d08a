import { type DemoHouse, type DemoHouseRow, demoHouse } from './demo-house.ts';
import type { DemoCommunity, DemoUser } from './demo-place.ts';
import { type Band, bandMembers, type DemoScenario, give, take } from './demo-scenario.ts';
import { scenarioText, withEmptyLines } from './scenario-text.ts';

/** The example data set that every service center for APIS begins with: four homes, six accounts, five scenarios. */

const communityId = 'oss_community';
const clusterId = 'oss_cluster';
const unitIds = ['E001', 'E002', 'E003', 'E004'] as const;
const homes = unitIds.map((unitId) => ({ communityId, clusterId, unitId }));

export const exampleCommunity: DemoCommunity = {
  communityId,
  name: 'OSS Community',
  clusters: [
    {
      clusterId,
      name: 'OSS Cluster',
      timeZone: 'Asia/Tokyo',
      place: { latitude: 35.63, longitude: 139.74 },
      units: unitIds.map((unitId) => ({ unitId, name: unitId, availableFrom: null, availableTo: null })),
    },
  ],
};

export const exampleUsers: readonly DemoUser[] = [
  { id: 1, ...account('admin'), isStaff: true, isSuperuser: true, homes },
  { id: 2, ...account('nonresident'), isStaff: false, isSuperuser: false, homes: [] },
  ...homes.map((home, index) => ({
    id: 3 + index,
    ...account(home.unitId.toLowerCase()),
    isStaff: false,
    isSuperuser: false,
    homes: [home],
  })),
];

const rows: readonly DemoHouseRow[] = [
  ['E001', 'family', 5.5, 5.4, 180, 4.8, 'NORMAL', 64],
  ['E002', 'couple', 2.2, 7.4, 165, 10.8, 'LOW_PRIORITY', 72],
  ['E003', 'remoteWork', 4, 0, 0, 4.8, 'HIGH_PRIORITY', 45],
  ['E004', 'retired', 4, 3.2, 200, 4.8, 'NORMAL', 55],
];

export const exampleHouses: readonly DemoHouse[] = rows.map(demoHouse);

const everywhere = { communityId: null, clusterId: null, unitId: null };

/** Each of the example's texts has a known length, which the empty lines behind it make up. */
export const exampleScenarios: readonly DemoScenario[] = [
  {
    id: 1,
    name: 'HIGH_PRIORITY',
    description: 'Low rsoc, High priority',
    scope: everywhere,
    data: exampleText(1054, 'Low rsoc, High priority', [
      allDay(
        { '4800-': 'excess', '4320-4800': 'sufficient', '3600-4320': 'scarce', '-3600': 'short' },
        { excess: give(4800, 10), sufficient: {}, scarce: {}, short: take(3600, 10) },
        { excess: give(4320, 10), sufficient: give(4320, 10), scarce: take(4320, 10), short: take(4320, 10) },
      ),
    ]),
  },
  {
    id: 2,
    name: 'LOW_PRIORITY',
    description: 'High rsoc, Low priority',
    scope: everywhere,
    data: exampleText(1048, 'High rsoc, Low priority', [
      allDay(
        { '3600-': 'excess', '2400-3600': 'sufficient', '0-2400': 'scarce', '-0': 'short' },
        { excess: give(2400, 10), sufficient: {}, scarce: {}, short: take(2400, 10) },
        { excess: give(2400, 10), sufficient: give(2400, 10), scarce: take(3600, 10), short: take(3600, 10) },
      ),
    ]),
  },
  {
    id: 3,
    name: 'NO_DEAL',
    description: 'No Deal',
    scope: everywhere,
    data: exampleText(349, 'No Deal', [allDay({ '-': 'any' }, { any: {} }, { any: {} })]),
  },
  {
    id: 4,
    name: 'NORMAL',
    description: 'Normal',
    scope: everywhere,
    data: exampleText(1037, 'Normal', [
      allDay(
        { '4320-': 'excess', '3600-4320': 'sufficient', '2400-3600': 'scarce', '-2400': 'short' },
        { excess: give(4320, 10), sufficient: {}, scarce: {}, short: take(3600, 10) },
        { excess: give(3600, 10), sufficient: give(3600, 10), scarce: take(3600, 10), short: take(3600, 10) },
      ),
    ]),
  },
  {
    id: 5,
    name: 'JUST_FOR_E001',
    description: 'OSS Community > OSS Cluster > E001',
    scope: { communityId, clusterId, unitId: 'E001' },
    data: exampleText(2014, 'For E001 only', [
      {
        time: '00:00:00-10:00:00',
        batteryStatus: { '1440-': 'excess', '-1440': 'short' },
        request: { excess: give(1440, 10), short: take(1440, 10) },
        // Two states that the battery never has: the example is kept as it is.
        accept: { excess: give(1440, 10), sufficient: give(1440, 10), scarce: take(1440, 10), short: take(1440, 10) },
      },
      {
        time: '10:00:00-15:00:00',
        batteryStatus: { '4560-': 'excess', '-4560': 'short' },
        request: { excess: give(1440, 10), short: take(4560, 10) },
        accept: { excess: give(1440, 10), short: take(1440, 10) },
      },
      {
        time: '15:00:00-24:00:00',
        batteryStatus: { '1440-': 'excess', '-1440': 'short' },
        request: { excess: give(1440, 10), short: take(1440, 10) },
        accept: { excess: give(1440, 10), short: take(1440, 10) },
      },
    ]),
  },
];

function allDay(batteryStatus: Band['batteryStatus'], request: Band['request'], accept: Band['accept']): Band {
  return { time: '00:00:00-24:00:00', batteryStatus, request, accept };
}

function exampleText(length: number, comment: string, bands: readonly Band[]): string {
  const text = scenarioText([
    ['#', comment],
    ['refreshingPeriodMsec', 30000],
    ['acceptSelection', { '#_strategy': 'amount', strategy: 'pointAndAmount', '#': 'end' }],
    ...bandMembers(bands),
    ['#', 'end'],
  ]);
  return withEmptyLines(text, length);
}

function account(username: string): { username: string; password: string } {
  return { username, password: username };
}
