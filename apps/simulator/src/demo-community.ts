import type { UnitRef } from '@commonwatt/domain/refs';
import { type DealPolicy, type SimulatedCluster, type SimulatedHome, shippedPolicy } from './cluster.ts';
import { exampleCommunity, exampleHouses, exampleScenarios, exampleUsers } from './demo-example.ts';
import { hikariCommunity, hikariHouses, hikariUsers, houseAccount } from './demo-hikari.ts';
import { hikariScenarios } from './demo-hikari-scenarios.ts';
import type { DemoHouse } from './demo-house.ts';
import type { DemoCluster, DemoCommunity, DemoUser } from './demo-place.ts';
import type { DemoScenario } from './demo-scenario.ts';

/** The demo's communities at `now`: the example data set and Hikari Hills. */
export function demoCommunities(now: Date): DemoCommunity[] {
  return [exampleCommunity, hikariCommunity(now)];
}

/** Accounts in the order of their ids, which begin at 1. They must exist in the demo only. */
export const demoUsers: readonly DemoUser[] = [...exampleUsers, ...hikariUsers];

/** Scenarios in the order of their ids, which begin at 1. */
export const demoScenarios: readonly DemoScenario[] = [...exampleScenarios, ...hikariScenarios];

/**
 * What the homes of Hikari Hills may have chosen before anybody looks: each the scenario it also has in its local
 * file. The example data set has no choices.
 */
export const demoChoices: readonly { home: UnitRef; scenarioId: number }[] = Object.entries(hikariHouses).flatMap(
  ([clusterId, houses]) =>
    houses.map(({ unitId, scenario }) => ({
      home: { communityId: 'hikari_hills', clusterId, unitId },
      scenarioId: demoScenario(scenario).id,
    })),
);

/** The demo's clusters, ready to be simulated. */
export function demoClusters(now: Date): SimulatedCluster[] {
  return demoCommunities(now).flatMap(({ communityId, clusters }, community) =>
    clusters.map((cluster, index) => simulated(communityId, cluster, `10.${20 + community}.${index}`)),
  );
}

/** Larger deals than apis-main ships with: one of 100 Wh can be watched for a while. */
const hikariPolicy: DealPolicy = { ...shippedPolicy, amountMaxWh: 100 };

function simulated(communityId: string, cluster: DemoCluster, network: string): SimulatedCluster {
  const { clusterId, timeZone, place } = cluster;
  const isExample = communityId === 'oss_community';
  const houses = isExample ? exampleHouses : (hikariHouses[clusterId] ?? []);
  const homes = houses.map((house) => simulatedHome(house, cluster, network, isExample));
  const policy = isExample ? shippedPolicy : hikariPolicy;
  return { ref: { communityId, clusterId }, timeZone, place, policy, homes, serverAddress: `${network}.2` };
}

function simulatedHome(house: DemoHouse, cluster: DemoCluster, network: string, isExample: boolean): SimulatedHome {
  const { scenario, ...physical } = house;
  const number = Number(house.unitId.slice(1));
  const account = isExample ? house.unitId.toLowerCase() : houseAccount(number);
  const byteText = (byte: number) => byte.toString(16).padStart(2, '0');
  return {
    ...physical,
    name: cluster.units.find(({ unitId }) => unitId === house.unitId)?.name ?? house.unitId,
    serialNumber: `CW-${String(number).padStart(4, '0')}`,
    ipAddress: `${network}.${10 + number}`,
    macAddress: ['02:42', ...network.split('.').map((part) => byteText(Number(part))), byteText(10 + number)].join(':'),
    account,
    password: account,
    localScenario: demoScenario(scenario).data,
  };
}

function demoScenario(name: string): DemoScenario {
  const found = demoScenarios.find((scenario) => scenario.name === name);
  if (!found) throw new Error(`no demo scenario is called ${name}`);
  return found;
}
