import { rsocPercent } from './battery.ts';
import { type Conditions, unitMode } from './conditions.ts';
import {
  chargeUnitId,
  dealState,
  dischargeUnitId,
  isActive,
  isFlowing,
  isWorthSaving,
  type SimulatedDeal,
  voltageReferenceOf,
} from './deal.ts';
import { abortDeal, type DealMove, type DealSurroundings, nextMove, scramDeal } from './deal-life.ts';
import { structuredError } from './structured-error.ts';
import type { World, WorldEvent } from './world.ts';

/** Voltage (V) that the reference holds. */
export const gridVoltageV = 350;
/** Below this the grid counts as dead and a first deal may raise it. */
const deadBelowV = 290;
const rampVPerS = 5;
const decayS = 20;

/** Lets every deal take the steps that are due, ends those that may not go on, and drops those that are over. */
export function superviseDeals(world: World, conditions: Conditions, events: WorldEvent[]): void {
  for (const { dealId } of world.deals) {
    for (let taken = true; taken; ) {
      const deal = world.deals.find((one) => one.dealId === dealId);
      const move = deal ? (demandedMove(world, conditions, deal) ?? nextMove(deal, surroundings(world, deal))) : null;
      if (move) take(world, move, events);
      taken = move !== null;
    }
  }
}

/** Voltage of the grid one beat on: raised by a first deal, held by a reference, else fading. */
export function advanceBus({ deals, busV, atMs }: World, toMs: number): number {
  const elapsedS = (toMs - atMs) / 1000;
  const master = deals.find((deal) => deal.isMaster && isActive(deal));
  if (!master) return busV * Math.exp(-elapsedS / decayS);
  const isRamping = master.needsRampUp && master.rampUpAtMs === null;
  return isRamping ? Math.min(gridVoltageV - 5, busV + rampVPerS * elapsedS) : gridVoltageV;
}

/** Puts the grid master on the unit that holds the voltage, or leaves it, or moves it away from a lost unit. */
export function placeGridMaster(world: World, conditions: Conditions, events: WorldEvent[]): void {
  const isPresent = (unitId: string | null) => unitId !== null && !conditions.silentUnits.has(unitId);
  const { gridMasterId, cluster } = world;
  const present = cluster.homes.map(({ unitId }) => unitId).filter(isPresent);
  const wanted = [voltageReferenceOf(world.deals), gridMasterId, present[0] ?? null].find(isPresent) ?? null;
  if (wanted === gridMasterId) return;
  world.gridMasterId = wanted;
  if (wanted !== null) events.push({ type: 'gridMasterMoved', atMs: world.atMs, from: gridMasterId, to: wanted });
}

function take(world: World, { step, deal }: DealMove, events: WorldEvent[]): void {
  const isOver = step === 'discarded' || deal.deactivateAtMs !== null;
  const wasMaster = world.deals.find(({ dealId }) => dealId === deal.dealId)?.isMaster ?? false;
  world.deals = isOver
    ? world.deals.filter(({ dealId }) => dealId !== deal.dealId)
    : world.deals.map((one) => (one.dealId === deal.dealId ? deal : one));
  if (step === 'rampedUp') world.busV = gridVoltageV;
  events.push({ type: 'deal', step, atMs: world.atMs, deal });
  if (isOver && wasMaster && step !== 'scrammed') handOver(world);
}

/** The newest other deal takes the voltage reference over; one that already flows goes first. */
function handOver(world: World): void {
  const others = world.deals.filter(isActive);
  const heir = others.findLast(isFlowing) ?? others.at(-1);
  world.deals = world.deals.map((deal) => (deal === heir ? { ...deal, isMaster: true } : deal));
}

function surroundings(world: World, deal: SimulatedDeal): DealSurroundings {
  const { deals, busV, atMs, random } = world;
  const reference = voltageReferenceOf(world.deals);
  const isLive = deals.some((one) => dealState(one) === 'started');
  const isDead = reference === null && busV <= deadBelowV;
  const grid = isLive ? 'live' : isDead ? 'dead' : 'busy';
  const referenceId = reference ?? chargeUnitId(deal);
  const targetCurrentA = deals
    .filter((one) => chargeUnitId(one) === referenceId && (one === deal || isFlowing(one)))
    .reduce((sum, one) => sum + one.gridCurrentA, 0);
  return { atMs, random, grid, targetCurrentA };
}

/** The end that a unit, or the state of the cluster, demands of a deal; null: it may go on. */
function demandedMove(world: World, conditions: Conditions, deal: SimulatedDeal): DealMove | null {
  const state = dealState(deal);
  if (state === 'stopped' || state === 'deactivated') return null;
  if (conditions.globalError !== null) {
    if (!isWorthSaving(deal)) return { step: 'discarded', deal };
    return scramDeal(deal, world.atMs, JSON.stringify([conditions.globalError]));
  }
  const reason = demandedEnd(world, conditions, deal);
  if (reason === null) return null;
  if (state === 'created') return { step: 'discarded', deal };
  return abortDeal(deal, world.atMs, reason, world.random);
}

function demandedEnd(world: World, conditions: Conditions, deal: SimulatedDeal): string | null {
  for (const unitId of [chargeUnitId(deal), dischargeUnitId(deal)]) {
    if (conditions.silentUnits.has(unitId)) {
      const side = unitId === chargeUnitId(deal) ? 'master' : 'slave';
      return `invalid ${side} side unit status ; unit : ${unitId}, mode : WAIT`;
    }
    const error = conditions.unitErrors.get(unitId);
    if (error !== undefined) return JSON.stringify([error]);
    const mode = unitMode(conditions, unitId);
    if (mode === 'stop' || mode === 'manual') return JSON.stringify([modeError(unitId, mode)]);
  }
  return rsocEnd(world, deal);
}

function rsocEnd(world: World, deal: SimulatedDeal): string | null {
  const { policy } = world.cluster;
  const [giver, receiver] = [dischargeUnitId(deal), chargeUnitId(deal)];
  if (rsocOf(world, giver) < policy.dischargeLimitRsocPercent) return `${giver} : dischargeUnitLowerLimitRsoc`;
  if (rsocOf(world, receiver) > policy.chargeLimitRsocPercent) return `${receiver} : chargeUnitUpperLimitRsoc`;
  return null;
}

function rsocOf(world: World, unitId: string): number {
  const home = world.cluster.homes.find((one) => one.unitId === unitId);
  const state = world.homes.get(unitId);
  return home && state ? rsocPercent(home.battery, state.storedWh) : 50;
}

function modeError(unitId: string, mode: string): string {
  const text = `operationMode is '${mode}' but deal exists`;
  return structuredError({ category: 'LOGIC', extent: 'LOCAL', level: 'ERROR', unitId, text });
}
