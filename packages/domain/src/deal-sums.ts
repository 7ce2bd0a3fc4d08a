import type { Span } from './availability.ts';
import { slotIndexAt } from './calendar-slots.ts';
import type { DealFigure } from './deal-day.ts';
import { dayMs } from './utc-day.ts';

/** What one unit gave to another. */
export type PairSum = { dischargeUnitId: string; chargeUnitId: string; amountWh: number; dealCount: number };

/** Deals that were made within a slot of time. */
export type SlotSum = { amountWh: number; dealCount: number };

export type DealTotals = SlotSum & {
  /** How many deals ended, or go on, in which way. */
  completeCount: number;
  abortedCount: number;
  scramCount: number;
  runningCount: number;
  endUnknownCount: number;
  /** The median time between start and stop (ms); null when no deal has both. */
  typicalDurationMs: number | null;
};

export type DealSums = { slots: SlotSum[]; pairs: PairSum[]; totals: DealTotals };

const counters = {
  complete: 'completeCount',
  aborted: 'abortedCount',
  emergencyStop: 'scramCount',
  running: 'runningCount',
  endUnknown: 'endUnknownCount',
} as const;

/**
 * Adds up deals by the slot they were made in and by giver and receiver. Those made outside all slots are left out, so
 * slots, pairs and totals always agree. Energy is `cumulateAmountWh`, the one figure a deal has: what the reference side
 * measured. Aborted deals count with what they moved; a deal that moved nothing yet adds 0 Wh.
 */
export async function sumDeals(batches: AsyncIterable<DealFigure[]>, slots: readonly Span[]): Promise<DealSums> {
  const bySlot: SlotSum[] = slots.map(() => ({ amountWh: 0, dealCount: 0 }));
  const pairs = new Map<string, PairSum>();
  const durationsMs: number[] = [];
  const totals: DealTotals = {
    amountWh: 0,
    dealCount: 0,
    completeCount: 0,
    abortedCount: 0,
    scramCount: 0,
    runningCount: 0,
    endUnknownCount: 0,
    typicalDurationMs: null,
  };
  for await (const batch of batches) {
    for (const deal of batch) {
      const slot = bySlot[slotIndexAt(slots, deal.createdMs)];
      if (!slot) continue;
      for (const sum of [slot, pairOf(pairs, deal), totals]) {
        sum.amountWh += deal.amountWh;
        sum.dealCount += 1;
      }
      totals[counters[deal.outcome]] += 1;
      if (deal.durationMs !== null) durationsMs.push(deal.durationMs);
    }
  }
  totals.typicalDurationMs = median(durationsMs);
  return { slots: bySlot, pairs: [...pairs.values()], totals };
}

function pairOf(pairs: Map<string, PairSum>, { dischargeUnitId, chargeUnitId }: DealFigure): PairSum {
  // The length keeps two ids from being taken for two others.
  const key = `${dischargeUnitId.length}:${dischargeUnitId}${chargeUnitId}`;
  const known = pairs.get(key);
  if (known) return known;
  const pair = { dischargeUnitId, chargeUnitId, amountWh: 0, dealCount: 0 };
  pairs.set(key, pair);
  return pair;
}

/** The middle value; the mean of both middle ones when their number is even; null of none. */
export function median(values: readonly number[]): number | null {
  const ordered = values.toSorted((a, b) => a - b);
  const upper = ordered[ordered.length >> 1];
  const lower = ordered[(ordered.length - 1) >> 1];
  return upper === undefined || lower === undefined ? null : (lower + upper) / 2;
}

export type UnitSum = { unitId: string; gaveWh: number; receivedWh: number };

/** What each unit of the pairs gave and received, in order of unit id. Both columns add up to what the pairs do. */
export function sumByUnit(pairs: readonly PairSum[]): UnitSum[] {
  const units = new Map<string, UnitSum>();
  const of = (unitId: string): UnitSum => {
    const unit = units.get(unitId) ?? { unitId, gaveWh: 0, receivedWh: 0 };
    units.set(unitId, unit);
    return unit;
  };
  for (const { dischargeUnitId, chargeUnitId, amountWh } of pairs) {
    of(dischargeUnitId).gaveWh += amountWh;
    of(chargeUnitId).receivedWh += amountWh;
  }
  return [...units.values()].sort((a, b) => (a.unitId < b.unitId ? -1 : 1));
}

/**
 * Over how many days an average of all deals is taken: the time between the first and the last one, in whole days, rounded
 * up (contract §8.4). Null when there are no two instants to tell: then there is no average.
 */
export function averageDays(range: { min: Date | null; max: Date | null } | null): number | null {
  if (!range?.min || !range.max) return null;
  const days = Math.ceil((range.max.getTime() - range.min.getTime()) / dayMs);
  return days > 0 ? days : null;
}

export type DealAverages = {
  /** How many days they are taken over: all from the first deal to the last; null when there is no average. */
  days: number | null;
  /** The first deal (epoch ms): before it there is nothing to compare; null when there is none. */
  sinceMs: number | null;
  /** Energy (Wh) in each hour of the day, 0 … 23, on an average day. */
  byHour: (number | null)[];
  /** Energy (Wh) of an average day: the sum of its hours. */
  wholeDay: number | null;
};

/**
 * The average day of a history in which so much was moved in each hour of the day (contract §8.4); null stands for a sum
 * whose hour is not known, which no hour of the average contains.
 */
export function averageDay(
  sums: readonly { hour: number | null; amountWh: number }[],
  range: { min: Date | null; max: Date | null } | null,
): DealAverages {
  const days = averageDays(range);
  const sinceMs = range?.min?.getTime() ?? null;
  if (days === null) return { days, sinceMs, byHour: Array.from({ length: 24 }, () => null), wholeDay: null };
  const byHour = Array.from({ length: 24 }, () => 0);
  for (const { hour, amountWh } of sums) if (hour !== null) byHour[hour] = amountWh / days;
  return { days, sinceMs, byHour, wholeDay: byHour.reduce((sum, amountWh) => sum + amountWh, 0) };
}
