import type { Span } from './availability.ts';
import { slotIndexAt } from './calendar-slots.ts';
import { type Deal, type DealOutcome, dealOutcome, sharingDurationMs } from './deal.ts';
import type { DealFigure } from './deal-day.ts';
import { type DealStep, type DealStepKind, dealSteps } from './deal-steps.ts';

// What a home may know of the deals it gave or received in. Nothing here tells who the other home is, nor how it is.

export type HomeSum = { gaveWh: number; receivedWh: number };

/** Adds up what a home gave and received, by the slot a deal was made in. Deals made outside all slots are left out. */
export async function sumHomeDeals(
  batches: AsyncIterable<DealFigure[]>,
  unitId: string,
  slots: readonly Span[],
): Promise<{ slots: HomeSum[]; totals: HomeSum & { dealCount: number } }> {
  const bySlot: HomeSum[] = slots.map(() => ({ gaveWh: 0, receivedWh: 0 }));
  const totals = { gaveWh: 0, receivedWh: 0, dealCount: 0 };
  for await (const batch of batches) {
    for (const { createdMs, dischargeUnitId, chargeUnitId, amountWh } of batch) {
      const slot = bySlot[slotIndexAt(slots, createdMs)];
      if (!slot) continue;
      totals.dealCount += 1;
      for (const sum of [slot, totals]) {
        if (dischargeUnitId === unitId) sum.gaveWh += amountWh;
        if (chargeUnitId === unitId) sum.receivedWh += amountWh;
      }
    }
  }
  return { slots: bySlot, totals };
}

/** Fewer homes than this would tell too much of each. */
export const leastHomesForAverage = 5;

/** Energy (Wh) that a home gave and received in each hour of the day, 0 … 23. */
export type HourlySharing = { gaveWh: number[]; receivedWh: number[] };

/** What a home gave and received on an average of so many days. */
export function averageSharing({ gaveWh, receivedWh }: HourlySharing, days: number): HourlySharing {
  const divide = (amountsWh: readonly number[]) => amountsWh.map((amountWh) => amountWh / days);
  return { gaveWh: divide(gaveWh), receivedWh: divide(receivedWh) };
}

/**
 * What an average other home gave and received on an average day, in whole Wh so that no single deal shows; null unless at
 * least five others make it. `everybody` is the sum of all homes, `own` the part of the home that asks.
 */
export function averageOtherHome(
  everybody: HourlySharing,
  own: HourlySharing,
  { otherHomes, days }: { otherHomes: number; days: number | null },
): HourlySharing | null {
  if (otherHomes < leastHomesForAverage || days === null) return null;
  const share = (all: readonly number[], mine: readonly number[]) =>
    all.map((amountWh, hour) => Math.max(0, Math.round((amountWh - (mine[hour] ?? 0)) / otherHomes / days)));
  return { gaveWh: share(everybody.gaveWh, own.gaveWh), receivedWh: share(everybody.receivedWh, own.receivedWh) };
}

/** Why a deal of the own home ended early, as far as it is about the own home. */
export type OwnReason = 'ownBatteryLow' | 'ownBatteryFull';

/** A deal as the resident of one of its homes may know it. */
export type SharedDeal = {
  dealId: string;
  direction: 'gave' | 'received';
  createdAt: Date | null;
  startedAt: Date | null;
  stoppedAt: Date | null;
  durationMs: number | null;
  agreedWh: number | null;
  movedWh: number | null;
  outcome: DealOutcome;
  /** Null: it did not end early, or why is not about this home. */
  ownReason: OwnReason | null;
};

export function sharedDeal(deal: Deal, unitId: string, now: Date): SharedDeal {
  return {
    dealId: deal.dealId,
    direction: deal.dischargeUnitId === unitId ? 'gave' : 'received',
    createdAt: deal.createAt,
    startedAt: deal.startAt,
    stoppedAt: deal.stopAt,
    durationMs: sharingDurationMs(deal),
    agreedWh: deal.dealAmountWh,
    movedWh: deal.cumulateAmountWh,
    outcome: dealOutcome(deal, now),
    ownReason: ownReason(deal.abortReason, unitId),
  };
}

const ownReasons: Record<string, OwnReason> = {
  dischargeUnitLowerLimitRsoc: 'ownBatteryLow',
  chargeUnitUpperLimitRsoc: 'ownBatteryFull',
};

/** `<unit> : <reason>`; the same of another home would tell how full its battery is. */
function ownReason(reason: string | null, unitId: string): OwnReason | null {
  const prefix = `${unitId} : `;
  return reason?.startsWith(prefix) ? (ownReasons[reason.slice(prefix.length)] ?? null) : null;
}

export type SharedDealDetail = SharedDeal & {
  /** Which of the two asked for it; null when that is not known. */
  askedBy: 'ownHome' | 'neighbour' | null;
  /** Mean power while energy was shared (W). */
  meanPowerW: number | null;
  steps: Pick<DealStep, 'kind' | 'atMs'>[];
};

const stepsForHomes: readonly DealStepKind[] = [
  'asked',
  'accepted',
  'started',
  'stopped',
  'closed',
  'aborted',
  'emergencyStop',
];

export function sharedDealDetail(deal: Deal, unitId: string, now: Date): SharedDealDetail {
  const shared = sharedDeal(deal, unitId, now);
  const steps = dealSteps(deal, { resets: [], aborts: [] });
  return {
    ...shared,
    askedBy: deal.requestUnitId === null ? null : deal.requestUnitId === unitId ? 'ownHome' : 'neighbour',
    meanPowerW: shared.durationMs && shared.movedWh !== null ? (shared.movedWh * 3_600_000) / shared.durationMs : null,
    steps: steps.filter(({ kind }) => stepsForHomes.includes(kind)).map(({ kind, atMs }) => ({ kind, atMs })),
  };
}
