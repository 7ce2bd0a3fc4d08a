import {
  type Answer,
  answerRequest,
  chooseAccept,
  dealAmountWh,
  evaluateScenario,
  isWorthDealing,
  type Offer,
  type ScenarioDecision,
} from '@commonwatt/domain/scenario-evaluation';
import { batteryVoltageV, rsocPercent } from './battery.ts';
import { dealSlots, type SimulatedHome } from './cluster.ts';
import { type Conditions, mayTrade } from './conditions.ts';
import { chargeUnitId, involves, type SimulatedDeal } from './deal.ts';
import { localTimeAt, timeOfDay } from './local-clock.ts';
import { between, indexBelow, uuid } from './random.ts';
import type { World, WorldEvent } from './world.ts';

/** Volts on the grid for each volt of the battery (apis-main's hardware ratio). */
const gridVoltsPerBatteryVolt = 6.5;

/** How often each home thinks about asking for a deal: apis-main's default. */
export const houseKeepingMs = 60_000;

/**
 * Lets each home whose turn it is ask the others for what it wants; agreed deals join the world. `fromMs` is the beat
 * before: homes take their turns one after another, each once in `houseKeepingMs`.
 */
export function negotiate(world: World, fromMs: number, conditions: Conditions, events: WorldEvent[]): void {
  const { homes } = world.cluster;
  const decide = decider(world);
  for (const [index, home] of homes.entries()) {
    if (!isItsTurn(index / homes.length, fromMs, world.atMs)) continue;
    if (!isFree(world, conditions, home.unitId)) continue;
    const decision = decide(home);
    if (!isWorthDealing(decision.request, world.cluster.policy)) continue;
    if (!pointsThatWay(world, home.unitId, decision.request.direction)) continue;
    const deal = askAround(world, conditions, home, decision.request, decide);
    if (!deal) continue;
    world.deals = [...world.deals, deal];
    events.push({ type: 'deal', step: 'created', atMs: world.atMs, deal });
  }
}

/** What the scenario of each home says now; asked twice, it is worked out once. */
export function decider(world: World): (home: SimulatedHome) => ScenarioDecision {
  const known = new Map<string, ScenarioDecision>();
  const now = timeOfDay(localTimeAt(world.atMs, world.cluster.timeZone));
  return (home) => {
    const decision = known.get(home.unitId) ?? decisionOf(world, home, now);
    known.set(home.unitId, decision);
    return decision;
  };
}

/** `apis.remaining_capacity_wh`: the whole Wh of the nominal capacity at this state of charge. */
export function remainingWh({ battery }: SimulatedHome, storedWh: number): number {
  return Math.trunc((battery.capacityWh * rsocPercent(battery, storedWh)) / 100);
}

const noDecision: ScenarioDecision = {
  period: null,
  status: null,
  request: null,
  accept: { charge: null, discharge: null },
  strategy: 'amount',
  problems: [],
};

function decisionOf(world: World, home: SimulatedHome, now: string): ScenarioDecision {
  const state = world.homes.get(home.unitId);
  if (!state) return noDecision;
  const scenario = state.chosenScenario ?? state.localScenario;
  return evaluateScenario(scenario, { timeOfDay: now, remainingWh: remainingWh(home, state.storedWh) });
}

/** True when the moment at `share` of the house-keeping period lies after `fromMs` and not after `toMs`. */
function isItsTurn(share: number, fromMs: number, toMs: number): boolean {
  const turnsUntil = (atMs: number) => Math.floor(atMs / houseKeepingMs - share);
  return turnsUntil(toMs) > turnsUntil(fromMs);
}

function isFree({ deals, cluster }: World, conditions: Conditions, unitId: string): boolean {
  const running = deals.filter((deal) => involves(deal, unitId)).length;
  return running < dealSlots(cluster.policy) && mayTrade(conditions, unitId);
}

/** All deals of a unit point the same way; the grid master would discard another one. */
function pointsThatWay({ deals }: World, unitId: string, direction: 'charge' | 'discharge'): boolean {
  return deals
    .filter((deal) => involves(deal, unitId))
    .every((deal) => (chargeUnitId(deal) === unitId) === (direction === 'charge'));
}

function askAround(
  world: World,
  conditions: Conditions,
  requester: SimulatedHome,
  offer: Offer,
  decide: (home: SimulatedHome) => ScenarioDecision,
): SimulatedDeal | null {
  const { homes, policy } = world.cluster;
  const request = { offer, unitId: requester.unitId };
  const opposite = offer.direction === 'charge' ? 'discharge' : 'charge';
  const first = indexBelow(world.random, homes.length);
  const answers = homes.flatMap((_, turn) => {
    const home = homes[(first + turn) % homes.length];
    if (!home || home === requester || !isFree(world, conditions, home.unitId)) return [];
    if (!pointsThatWay(world, home.unitId, opposite)) return [];
    const answer = answerRequest(decide(home), request, { unitId: home.unitId, policy });
    return answer ? [answer] : [];
  });
  const answer = chooseAccept(offer, answers, decide(requester).strategy);
  const amountWh = answer && dealAmountWh(offer.amountWh, answer.amountWh, policy);
  return amountWh ? agreedDeal(world, requester, offer, answer, amountWh, decide) : null;
}

function agreedDeal(
  world: World,
  requester: SimulatedHome,
  offer: Offer,
  answer: Answer,
  amountWh: number,
  decide: (home: SimulatedHome) => ScenarioDecision,
): SimulatedDeal {
  const { random, cluster } = world;
  const createAtMs = Math.floor(world.atMs / 1000) * 1000;
  const accepter = cluster.homes.find(({ unitId }) => unitId === answer.unitId) ?? requester;
  const isCharge = offer.direction === 'charge';
  const accepted = decide(accepter).accept[isCharge ? 'discharge' : 'charge'];
  return {
    dealId: uuid(random),
    negotiationId: uuid(random),
    type: offer.direction,
    requestUnitId: requester.unitId,
    acceptUnitId: accepter.unitId,
    requestAtMs: createAtMs - 3000,
    acceptAtMs: createAtMs - 4000 + 1000 * indexBelow(random, 3),
    requestAmountWh: offer.amountWh,
    acceptAmountWh: answer.amountWh,
    dealAmountWh: amountWh,
    requestPointPerWh: offer.pointPerWh,
    acceptPointPerWh: answer.pointPerWh,
    requestPairUnitId: offer.pairUnitId,
    acceptPairUnitId: accepted?.pairUnitId ?? null,
    gridCurrentA: cluster.policy.gridCurrentA,
    chargeUnitVoltageV: efficientVoltageV(world, isCharge ? requester : accepter),
    dischargeUnitVoltageV: efficientVoltageV(world, isCharge ? accepter : requester),
    createAtMs,
    ...notYet,
    dueAtMs: createAtMs + Math.floor(between(random, 3, 6)) * 1000,
  };
}

const notYet = {
  activateAtMs: null,
  needsRampUp: false,
  rampUpAtMs: null,
  warmUpAtMs: null,
  startAtMs: null,
  cumulateAtMs: null,
  stopAtMs: null,
  deactivateAtMs: null,
  isMaster: false,
  targetCurrentA: null,
  chargeCurrentA: null,
  dischargeCurrentA: null,
  cumulateWh: 0,
  resets: [],
  abort: null,
  scram: null,
} as const;

function efficientVoltageV(world: World, home: SimulatedHome): number {
  const storedWh = world.homes.get(home.unitId)?.storedWh ?? 0;
  const batteryV = batteryVoltageV(rsocPercent(home.battery, storedWh), 0);
  return Math.round(batteryV * gridVoltsPerBatteryVolt * 100) / 100;
}
