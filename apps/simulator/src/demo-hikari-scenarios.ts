import { type Band, bandMembers, type DemoScenario, give, take } from './demo-scenario.ts';
import { scenarioText } from './scenario-text.ts';

/** The scenarios that the residents of Hikari Hills choose from, made for batteries of 4.8 kWh. */

const scope = { communityId: 'hikari_hills', clusterId: null, unitId: null };
const wholeDay = '00:00:00-24:00:00';

const balanced: DemoScenario = {
  id: 6,
  name: 'Balanced',
  description: 'Keeps the battery around half full: buys when it runs low, sells what is left over.',
  scope,
  data: text('Buys below 2.3 kWh, sells above 2.9 kWh', [
    {
      time: wholeDay,
      batteryStatus: { '4300-': 'excess', '2900-4300': 'sufficient', '2250-2900': 'scarce', '-2250': 'short' },
      request: { excess: give(4000, 9), sufficient: {}, scarce: {}, short: take(2450, 12) },
      accept: { excess: give(2900, 9), sufficient: give(2900, 10), scarce: take(2350, 8), short: take(2600, 12) },
    },
  ]),
};

const eveningSaver: DemoScenario = {
  id: 7,
  name: 'Evening saver',
  description: 'Fills up during the day, when energy is cheap, and keeps it for the evening.',
  scope,
  data: text('A full battery at sunset', [
    {
      time: '00:00:00-09:30:00',
      batteryStatus: { '1500-': 'enough', '-1500': 'short' },
      request: { enough: {}, short: take(1800, 12) },
      accept: { enough: {}, short: take(2000, 12) },
    },
    {
      time: '09:30:00-16:00:00',
      batteryStatus: { '4300-': 'full', '2400-4300': 'filling', '-2400': 'short' },
      request: { full: give(4100, 8), filling: {}, short: take(2600, 11) },
      accept: { full: give(3900, 8), filling: take(3900, 9), short: take(3900, 11) },
    },
    {
      time: '16:00:00-24:00:00',
      batteryStatus: { '1900-': 'enough', '-1900': 'short' },
      request: { enough: {}, short: take(2200, 14) },
      accept: { enough: {}, short: take(2400, 14) },
    },
  ]),
};

const sunnySeller: DemoScenario = {
  id: 8,
  name: 'Sunny seller',
  description: 'Offers the sun of the day to the neighbours, and at night what is left above a reserve.',
  scope,
  data: text('Sells by day, keeps a reserve at night', [
    {
      time: '00:00:00-08:00:00',
      batteryStatus: { '2800-': 'plenty', '1300-2800': 'reserve', '-1300': 'short' },
      request: { plenty: {}, reserve: {}, short: take(1600, 12) },
      accept: { plenty: give(2700, 11), reserve: {}, short: take(1700, 12) },
    },
    {
      time: '08:00:00-16:00:00',
      batteryStatus: { '4200-': 'plenty', '2800-4200': 'some', '1700-2800': 'little', '-1700': 'short' },
      request: { plenty: give(3900, 8.5), some: {}, little: {}, short: take(2000, 9) },
      accept: { plenty: give(2800, 8), some: give(2800, 9), little: {}, short: take(2200, 9) },
    },
    {
      time: '16:00:00-24:00:00',
      batteryStatus: { '3100-': 'plenty', '1500-3100': 'reserve', '-1500': 'short' },
      request: { plenty: {}, reserve: {}, short: take(1800, 13) },
      accept: { plenty: give(3000, 12), reserve: {}, short: take(1900, 13) },
    },
  ]),
};

const keepFull: DemoScenario = {
  id: 9,
  name: 'Keep full',
  description: 'Keeps the battery well filled for an outage: buys early and never sells.',
  scope,
  data: text('Three quarters full, whatever happens', [
    {
      time: wholeDay,
      batteryStatus: { '4000-': 'full', '3500-4000': 'enough', '-3500': 'short' },
      request: { full: {}, enough: {}, short: take(3900, 14) },
      accept: { full: {}, enough: take(4100, 9), short: take(4100, 14) },
    },
  ]),
};

const goodNeighbour: DemoScenario = {
  id: 10,
  name: 'Good neighbour',
  description: 'Shares day and night with anyone who runs low, and keeps 3 kWh.',
  scope,
  data: text('Gives to whoever needs it', [
    {
      time: wholeDay,
      batteryStatus: { '3100-': 'plenty', '1400-3100': 'reserve', '-1400': 'short' },
      request: { plenty: {}, reserve: {}, short: take(1700, 11) },
      accept: { plenty: give(3000, 8), reserve: {}, short: take(1800, 11) },
    },
  ]),
};

export const hikariScenarios: readonly DemoScenario[] = [balanced, eveningSaver, sunnySeller, keepFull, goodNeighbour];

function text(comment: string, bands: readonly Band[]): string {
  return scenarioText([
    ['#', comment],
    ['refreshingPeriodMsec', 30000],
    ['acceptSelection', { strategy: 'pointAndAmount' }],
    ...bandMembers(bands),
  ]);
}
