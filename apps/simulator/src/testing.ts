import { lithiumBattery } from './battery.ts';
import { type SimulatedCluster, type SimulatedHome, shippedPolicy } from './cluster.ts';
import { scenarioText } from './scenario-text.ts';
import type { World, WorldEvent } from './world.ts';

/** Builders for tests. */

const range = (limitWh: number, pointPerWh = 10) => ({ limitWh, pointPerWh });

/** Gives whatever is above `limitWh`. */
export const giver = (limitWh = 1500) =>
  scenarioText([
    ['refreshingPeriodMsec', 30000],
    ['acceptSelection', { strategy: 'pointAndAmount' }],
    ['00:00:00-24:00:00', { batteryStatus: { '-': 'any' }, accept: { any: { discharge: range(limitWh) } } }],
  ]);

/** Asks for charge up to `limitWh`. */
export const taker = (limitWh = 4000) =>
  scenarioText([
    ['refreshingPeriodMsec', 30000],
    ['acceptSelection', { strategy: 'pointAndAmount' }],
    ['00:00:00-24:00:00', { batteryStatus: { '-': 'any' }, request: { any: { charge: range(limitWh) } } }],
  ]);

export function testHome(number: number, changes: Partial<SimulatedHome> = {}): SimulatedHome {
  return {
    unitId: `E00${number}`,
    name: `House ${number}`,
    serialNumber: `N-${number}`,
    ipAddress: `10.0.0.${number}`,
    macAddress: `02:42:0a:00:00:0${number}`,
    account: `e00${number}`,
    password: `e00${number}`,
    household: 'couple',
    dailyWh: 6000,
    panels: null,
    battery: lithiumBattery(4800),
    startRsocPercent: 60,
    localScenario: '{}',
    ...changes,
  };
}

export function testCluster(homes: SimulatedHome[], changes: Partial<SimulatedCluster> = {}): SimulatedCluster {
  return {
    ref: { communityId: 'test_community', clusterId: 'test_cluster' },
    timeZone: 'Asia/Tokyo',
    place: { latitude: 35.3, longitude: 139.5 },
    policy: shippedPolicy,
    homes,
    serverAddress: '10.0.0.250',
    ...changes,
  };
}

/** A home with energy to give and one that wants it. */
export function givingAndTaking(): SimulatedCluster {
  return testCluster([
    testHome(1, { startRsocPercent: 80, localScenario: giver() }),
    testHome(2, { startRsocPercent: 40, localScenario: taker() }),
  ]);
}

/** The final states of the deals that ended. */
export function endedDeals(events: readonly WorldEvent[]) {
  return events.flatMap((event) => (event.type === 'deal' && event.deal.deactivateAtMs !== null ? [event.deal] : []));
}

export function homeOf(world: World, unitId: string) {
  const home = world.homes.get(unitId);
  if (!home) throw new Error(`no home ${unitId}`);
  return home;
}
