import {
  type Deal,
  type DealOutcome,
  dealOutcome,
  dealStatus,
  dealStatuses,
  readDeal,
  sharingDurationMs,
} from './deal.ts';
import { quarterMs, quartersPerDay } from './utc-day.ts';

// Deals of a day in columns, and what they add up to over a month: small enough to add up years at once.

/** What sums need of a deal. */
export type DealFigure = {
  /** When it was made (epoch ms). */
  createdMs: number;
  dischargeUnitId: string;
  chargeUnitId: string;
  /** What it moved (Wh); 0 when nothing is told. */
  amountWh: number;
  outcome: DealOutcome;
  durationMs: number | null;
};

/** Null for a deal that does not say when it was made. */
export function dealFigure(deal: Deal, now: Date): DealFigure | null {
  const { createAt, dischargeUnitId, chargeUnitId, cumulateAmountWh } = deal;
  if (!createAt) return null;
  const outcome = dealOutcome(deal, now);
  const durationMs = sharingDurationMs(deal);
  return {
    createdMs: createAt.getTime(),
    dischargeUnitId,
    chargeUnitId,
    amountWh: cumulateAmountWh ?? 0,
    outcome,
    durationMs,
  };
}

/**
 * The deals made on one UTC day, a column for each figure, in the order they were made. Units are given by their place in
 * `unitIds`, −1 for one that cannot be read. `end` is how it ended, a place in `dealStatuses` (`running` only means that no end was
 * reported), −1 for documents that no deal can be read from: they are no deals to show, but their energy counts, as it
 * always has.
 */
export type DealDay = {
  dayMs: number;
  unitIds: string[];
  /** Since the beginning of the day, ms. */
  atMs: number[];
  giver: number[];
  receiver: number[];
  amountWh: number[];
  end: number[];
  sharedMs: (number | null)[];
};

/** Puts the documents of a day, ordered, into columns. */
export function summarizeDay(day: number, documents: Iterable<Record<string, unknown>>): DealDay {
  const columns: DealDay = {
    dayMs: day,
    unitIds: [],
    atMs: [],
    giver: [],
    receiver: [],
    amountWh: [],
    end: [],
    sharedMs: [],
  };
  const places = new Map<string, number>();
  const placeOf = (unitId: unknown) => {
    if (typeof unitId !== 'string') return -1;
    const place = places.get(unitId) ?? columns.unitIds.push(unitId) - 1;
    places.set(unitId, place);
    return place;
  };
  for (const document of documents) {
    const { createDateTime, cumulateAmountWh, dischargeUnitId, chargeUnitId } = document;
    if (!(createDateTime instanceof Date)) continue;
    const read = readDeal(document);
    columns.atMs.push(createDateTime.getTime() - day);
    columns.giver.push(placeOf(dischargeUnitId));
    columns.receiver.push(placeOf(chargeUnitId));
    columns.amountWh.push(typeof cumulateAmountWh === 'number' ? cumulateAmountWh : 0);
    columns.end.push(read.ok ? dealStatuses.indexOf(dealStatus(read.deal)) : -1);
    columns.sharedMs.push(read.ok ? sharingDurationMs(read.deal) : null);
  }
  return columns;
}

/** The deals of a day whose last report is long past: those without an end do not run any more. */
export function dayFigures(day: DealDay, { fromMs, toMs }: { fromMs: number; toMs: number }): DealFigure[] {
  const figures: DealFigure[] = [];
  for (const [i, atMs] of day.atMs.entries()) {
    const createdMs = day.dayMs + atMs;
    const dischargeUnitId = day.unitIds[day.giver[i] ?? -1];
    const chargeUnitId = day.unitIds[day.receiver[i] ?? -1];
    const end = dealStatuses[day.end[i] ?? -1];
    if (createdMs < fromMs || createdMs >= toMs) continue;
    if (dischargeUnitId === undefined || chargeUnitId === undefined || end === undefined) continue;
    const amountWh = day.amountWh[i] ?? 0;
    const outcome = end === 'running' ? 'endUnknown' : end;
    figures.push({ createdMs, dischargeUnitId, chargeUnitId, amountWh, outcome, durationMs: day.sharedMs[i] ?? null });
  }
  return figures;
}

/**
 * Energy (Wh) given and received by the quarter hour of the UTC day that deals were made in, and how many these were. For a
 * whole cluster both are the same: all energy of its deals.
 */
export type QuarterSums = { gaveWh: number[]; receivedWh: number[]; dealCounts: number[] };

export function emptyQuarters(): QuarterSums {
  const zeros = () => Array.from({ length: quartersPerDay }, () => 0);
  return { gaveWh: zeros(), receivedWh: zeros(), dealCounts: zeros() };
}

/**
 * Adds the deals of a day made before `untilMs` to the sums of a unit, or of the whole cluster (null). A deal of a unit with
 * itself counts as given.
 */
export function addDay(
  sums: QuarterSums,
  day: DealDay,
  unitId: string | null,
  untilMs = Number.POSITIVE_INFINITY,
): void {
  const place = unitId === null ? null : day.unitIds.indexOf(unitId);
  if (place === -1) return;
  for (const [i, atMs] of day.atMs.entries()) {
    if (day.dayMs + atMs >= untilMs) continue;
    const isGiven = place === null || day.giver[i] === place;
    const isReceived = place === null || (day.receiver[i] === place && !isGiven);
    if (!isGiven && !isReceived) continue;
    const quarter = Math.floor(atMs / quarterMs);
    const amountWh = day.amountWh[i] ?? 0;
    if (isGiven) sums.gaveWh[quarter] = (sums.gaveWh[quarter] ?? 0) + amountWh;
    if (isReceived) sums.receivedWh[quarter] = (sums.receivedWh[quarter] ?? 0) + amountWh;
    sums.dealCounts[quarter] = (sums.dealCounts[quarter] ?? 0) + 1;
  }
}

export function addQuarters(sums: QuarterSums, more: QuarterSums): void {
  for (const key of ['gaveWh', 'receivedWh', 'dealCounts'] as const) {
    for (const [quarter, value] of more[key].entries()) sums[key][quarter] = (sums[key][quarter] ?? 0) + value;
  }
}

/** The same by the hour (0 … 23) of clocks `offsetMs` ahead of UTC, a whole number of quarter hours. */
export function byLocalHour({ gaveWh, receivedWh, dealCounts }: QuarterSums, offsetMs: number): QuarterSums {
  const shift = offsetMs / quarterMs;
  const add = (values: readonly number[]) => {
    const hours = Array.from({ length: 24 }, () => 0);
    for (const [quarter, value] of values.entries()) {
      const local = (((quarter + shift) % quartersPerDay) + quartersPerDay) % quartersPerDay;
      const hour = Math.floor(local / 4);
      hours[hour] = (hours[hour] ?? 0) + value;
    }
    return hours;
  };
  return { gaveWh: add(gaveWh), receivedWh: add(receivedWh), dealCounts: add(dealCounts) };
}
