import { dealState, type SimulatedDeal } from './deal.ts';
import { between, indexBelow, onceIn, type Random } from './random.ts';
import type { DealStep } from './world.ts';

/** What a deal's next step depends on besides the deal. */
export type DealSurroundings = {
  atMs: number;
  random: Random;
  /** `dead`: may be energised by this deal; `live`: carries a started deal, others may join; `busy`: wait. */
  grid: 'dead' | 'live' | 'busy';
  /** Current (A) that the voltage reference carries once this deal runs. */
  targetCurrentA: number;
};

export type DealMove = { step: DealStep; deal: SimulatedDeal };

/** How often the voltage reference is refused and a first deal has to start over. */
const oneResetIn = 90;
const resetLimit = 3;

/**
 * The next step of a deal's life, if it is due and possible: created, activated, ramped up (first deal on a dead grid
 * only), warmed up, started, stopped, deactivated. Times are those at which steps were due, so that they do not depend
 * on how often the grid master looks.
 */
export function nextMove(deal: SimulatedDeal, around: DealSurroundings): DealMove | null {
  const state = dealState(deal);
  if (state === 'started') return stepStarted(deal, around);
  if (deal.dueAtMs > around.atMs) return null;
  const atMs = deal.dueAtMs;
  const { random } = around;
  switch (state) {
    case 'created':
      return stepCreated(deal, around);
    case 'activated':
      if (!deal.needsRampUp) return warmedUp(deal, atMs, random);
      if (onceIn(random, oneResetIn)) return resetOrDiscarded(deal, atMs, random);
      return { step: 'rampedUp', deal: { ...deal, rampUpAtMs: atMs, dueAtMs: atMs + seconds(random, 7, 10) } };
    case 'rampedUp':
      return warmedUp(deal, atMs, random);
    case 'warmedUp':
      return {
        step: 'started',
        deal: { ...deal, startAtMs: atMs, cumulateAtMs: atMs, ...measuredCurrents(deal, random) },
      };
    case 'stopped': {
      // After an emergency stop the flag stays where it was (apis-main, abnormal ends).
      const isMaster = deal.isMaster && deal.scram !== null;
      return { step: 'deactivated', deal: { ...deal, deactivateAtMs: atMs, isMaster } };
    }
    case 'deactivated':
      return null;
  }
}

/** Ends a deal because one of its units asks for it or may not go on. */
export function abortDeal(deal: SimulatedDeal, atMs: number, reason: string, random: Random): DealMove {
  const secondMs = wholeSecond(atMs);
  const stopAtMs = deal.startAtMs === null ? null : secondMs;
  const dueAtMs = secondMs + seconds(random, 3, 5);
  return { step: 'aborted', deal: { ...deal, stopAtMs, abort: { atMs: secondMs, reason }, dueAtMs } };
}

/** Ends a deal at once, together with all others. */
export function scramDeal(deal: SimulatedDeal, atMs: number, reason: string): DealMove {
  const secondMs = wholeSecond(atMs);
  const stopAtMs = deal.startAtMs === null ? null : secondMs;
  return { step: 'scrammed', deal: { ...deal, stopAtMs, scram: { atMs: secondMs, reason }, deactivateAtMs: secondMs } };
}

function stepCreated(deal: SimulatedDeal, { grid, random, targetCurrentA, atMs }: DealSurroundings): DealMove | null {
  if (grid === 'busy') return null;
  const isFirst = grid === 'dead';
  // A deal that had to wait starts when the way is free, not when it would have liked to.
  const activateAtMs = Math.max(deal.dueAtMs, wholeSecond(atMs) - 2000);
  const dueAtMs = activateAtMs + (isFirst ? seconds(random, 66, 77) : seconds(random, 2, 4));
  const activated = { activateAtMs, needsRampUp: isFirst, isMaster: isFirst, targetCurrentA, dueAtMs };
  return { step: 'activated', deal: { ...deal, ...activated } };
}

function warmedUp(deal: SimulatedDeal, atMs: number, random: Random): DealMove {
  return { step: 'warmedUp', deal: { ...deal, warmUpAtMs: atMs, dueAtMs: atMs + seconds(random, 4, 6) } };
}

function stepStarted(deal: SimulatedDeal, { atMs, random }: DealSurroundings): DealMove | null {
  if (deal.cumulateWh <= deal.dealAmountWh) return null;
  const stopAtMs = wholeSecond(atMs);
  return { step: 'stopped', deal: { ...deal, stopAtMs, dueAtMs: stopAtMs + seconds(random, 3, 5) } };
}

/** The authorisation of the voltage reference failed: the deal forgets its start and tries again, three times. */
function resetOrDiscarded(deal: SimulatedDeal, atMs: number, random: Random): DealMove {
  if (deal.resets.length >= resetLimit) {
    const abort = { atMs, reason: `deal reset limit exceeded : ${resetLimit}` };
    return { step: 'discarded', deal: { ...deal, abort } };
  }
  const unitId = deal.type === 'charge' ? deal.requestUnitId : deal.acceptUnitId;
  const resets = [...deal.resets, { atMs, reason: `${unitId} : (RECIPIENT_FAILURE,-1) checkpoint failed` }];
  const forgotten = { activateAtMs: null, needsRampUp: false, isMaster: false };
  return { step: 'reset', deal: { ...deal, ...forgotten, resets, dueAtMs: atMs + seconds(random, 30, 50) } };
}

/** Both sides are tuned until they agree within the accuracy of their meters. */
function measuredCurrents(deal: SimulatedDeal, random: Random) {
  const near = () => deal.gridCurrentA + Math.round(between(random, -2.4, 2.4)) / 100;
  return { chargeCurrentA: near(), dischargeCurrentA: -near() };
}

/** A whole number of seconds from `low` (included) to `high` (excluded), in ms. */
function seconds(random: Random, low: number, high: number): number {
  return (low + indexBelow(random, high - low)) * 1000;
}

function wholeSecond(atMs: number): number {
  return Math.floor(atMs / 1000) * 1000;
}
