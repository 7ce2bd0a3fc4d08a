import { readScenario, type Scenario } from '@commonwatt/domain/scenario';
import type { SimulatedCluster, SimulatedHome } from './cluster.ts';
import { allWell, type Conditions } from './conditions.ts';
import { type ConverterState, convertersOf, waiting } from './converter.ts';
import { chargeUnitId, dealState, type SimulatedDeal } from './deal.ts';
import { advanceBus, gridVoltageV, placeGridMaster, superviseDeals } from './grid-master.ts';
import { type HomeState, noEnergy, runHome } from './home.ts';
import { householdLoadW } from './household.ts';
import { type LocalTime, localTimeAt } from './local-clock.ts';
import { negotiate } from './negotiation.ts';
import { seedOf } from './noise.ts';
import { createRandom, type Random } from './random.ts';
import { recordedSolarW, type SolarYear } from './recorded-solar.ts';
import { panelPowerW, type Sky, skyAt } from './sky.ts';

/** A cluster at an instant: everything that the next instant depends on. */
export type World = {
  cluster: SimulatedCluster;
  seed: number;
  /** Solar input (W) of every home with panels; null: the place's own sky. */
  solar: SolarYear | null;
  atMs: number;
  /** By unit, in the cluster's order. */
  homes: ReadonlyMap<string, HomeState>;
  /** Deals that are not over, the oldest first. */
  deals: readonly SimulatedDeal[];
  /** Voltage of the DC grid. */
  busV: number;
  gridMasterId: string | null;
  random: Random;
};

export type DealStep =
  | 'created'
  | 'activated'
  | 'rampedUp'
  | 'warmedUp'
  | 'started'
  | 'cumulated'
  | 'stopped'
  | 'deactivated'
  | 'reset'
  | 'aborted'
  | 'scrammed'
  | 'discarded';

export type WorldEvent =
  | { type: 'deal'; step: DealStep; atMs: number; deal: SimulatedDeal }
  | { type: 'gridMasterMoved'; atMs: number; from: string | null; to: string };

export type StepOptions = {
  conditions?: Conditions;
  /** Time between two looks of the grid master; apis-main's is 5 s. Longer ones cost less and are less exact. */
  beatMs?: number;
};

export const mainLoopMs = 5_000;

/** A cluster at `atMs` without a past: batteries at their start levels, no deals. */
export function createWorld(options: {
  cluster: SimulatedCluster;
  seed: number;
  atMs: number;
  solar?: SolarYear | null;
}): World {
  const { cluster, seed, atMs, solar = null } = options;
  const { communityId, clusterId } = cluster.ref;
  const ownSeed = seedOf(seed, `${communityId}/${clusterId}`);
  const homes = new Map(cluster.homes.map((home) => [home.unitId, homeAtStart(home)]));
  return {
    cluster,
    seed: ownSeed,
    solar,
    atMs,
    homes,
    deals: [],
    busV: 0,
    gridMasterId: null,
    random: createRandom(ownSeed),
  };
}

/**
 * The world at the last beat that is not later than `toMs`, and what happened on the way. The given world is left as
 * it is. Beats lie at whole multiples of their length, so how a span is cut into steps makes no difference.
 */
export function stepWorld(
  world: World,
  toMs: number,
  { conditions = allWell, beatMs = mainLoopMs }: StepOptions = {},
): { world: World; events: WorldEvent[] } {
  const homes = new Map(Array.from(world.homes, ([unitId, home]) => [unitId, { ...home, energy: { ...home.energy } }]));
  const next: World = { ...world, homes, random: world.random.clone() };
  const events: WorldEvent[] = [];
  for (let atMs = nextBeat(world.atMs, beatMs); atMs <= toMs; atMs += beatMs) {
    runBeat(next, homes, atMs, conditions, events);
  }
  return { world: next, events };
}

/** The world after the Service Center gave a home a scenario; null: it has none, the home's local one applies. */
export function withScenario(world: World, unitId: string, chosenScenario: Scenario | null): World {
  const home = world.homes.get(unitId);
  if (!home) return world;
  return { ...world, homes: new Map(world.homes).set(unitId, { ...home, chosenScenario }) };
}

/** One beat: energy flows as it was set, then the grid master looks at the deals, then the homes negotiate. */
function runBeat(
  next: World,
  homes: Map<string, HomeState>,
  atMs: number,
  conditions: Conditions,
  events: WorldEvent[],
): void {
  const fromMs = next.atMs;
  const hours = (atMs - fromMs) / 3_600_000;
  const converters = convertersOf(next.deals, gridVoltageV);
  runHomes(next, homes, converters, atMs, hours);
  next.deals = cumulated(next, converters, atMs, hours, events);
  next.busV = advanceBus(next, atMs);
  next.atMs = atMs;
  superviseDeals(next, conditions, events);
  negotiate(next, fromMs, conditions, events);
  placeGridMaster(next, conditions, events);
}

type Converters = ReadonlyMap<string, ConverterState>;

function runHomes(
  next: World,
  homes: Map<string, HomeState>,
  converters: Converters,
  atMs: number,
  hours: number,
): void {
  const { cluster, seed, solar } = next;
  const time = localTimeAt(atMs, cluster.timeZone);
  const sky = solar ? null : skyAt(cluster.place, seed, atMs);
  const idle = waiting();
  for (const home of cluster.homes) {
    const state = homes.get(home.unitId);
    if (!state) continue;
    const load = { type: home.household, dailyWh: home.dailyWh, seed: seedOf(seed, home.unitId) };
    const input = { solarW: solarW(home, sky, solar, time), loadW: householdLoadW(load, time) };
    runHome(home, state, input, converters.get(home.unitId) ?? idle, hours);
  }
}

function solarW(home: SimulatedHome, sky: Sky | null, solar: SolarYear | null, time: LocalTime): number {
  if (!home.panels) return 0;
  if (sky) return panelPowerW(home.panels, sky);
  return solar ? recordedSolarW(solar, time) : 0;
}

/** Counts what arrived in the receiving batteries, shared between a unit's deals by their currents. */
function cumulated(
  { deals }: World,
  converters: Converters,
  atMs: number,
  hours: number,
  events: WorldEvent[],
): readonly SimulatedDeal[] {
  return deals.map((deal) => {
    if (dealState(deal) !== 'started') return deal;
    const receiver = converters.get(chargeUnitId(deal));
    if (!receiver || receiver.gridCurrentA === 0) return deal;
    const gainedWh = ((receiver.batteryPowerW * deal.gridCurrentA) / receiver.gridCurrentA) * hours;
    const next = { ...deal, cumulateWh: deal.cumulateWh + gainedWh, cumulateAtMs: wholeSecond(atMs) };
    events.push({ type: 'deal', step: 'cumulated', atMs, deal: next });
    return next;
  });
}

function homeAtStart(home: SimulatedHome): HomeState {
  const read = readScenario(home.localScenario);
  if (!read.ok) throw new Error(`local scenario of ${home.unitId} ${read.problem}`);
  return {
    storedWh: (home.battery.capacityWh * home.startRsocPercent) / 100,
    solarW: 0,
    loadW: 0,
    acGridW: 0,
    ownBatteryW: 0,
    isBypassed: false,
    isAcCharging: false,
    energy: { ...noEnergy },
    localScenario: read.scenario,
    chosenScenario: null,
  };
}

function nextBeat(atMs: number, beatMs: number): number {
  return (Math.floor(atMs / beatMs) + 1) * beatMs;
}

function wholeSecond(atMs: number): number {
  return Math.floor(atMs / 1000) * 1000;
}
