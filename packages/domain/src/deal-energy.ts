import type { Span } from './availability.ts';
import type { Deal } from './deal.ts';
import { integrateBySlot, type PowerReading } from './energy.ts';

/**
 * What the two homes of a deal measured at their batteries (Wh). A deal itself has one figure, that of the side which
 * counted it: it stands here for that side, so that given = received + lost holds with the figures that are shown.
 */
export type DealEnergy = { gaveWh: number; receivedWh: number; lostWh: number };

/** A reading of the power between a converter and its battery (W), positive into the battery. */
export type ConverterReading = { at: Date; converterBatteryW: number | null };

/** A home of a deal: what its converter measured from before its start until after its stop, and all deals it was in. */
export type DealSideReadings = { readings: readonly ConverterReading[]; deals: readonly Deal[] };

/** A longer pause (ms) between two readings is not bridged: nobody knows what flowed in it. */
export const longestPauseMs = 120_000;

/**
 * What a finished deal took from one battery and brought to the other. Null when it is not finished, when either side was not
 * measured all through it, or when the two do not fit together: a receiver cannot get more than was given.
 */
export function dealEnergy(
  deal: Deal,
  sides: { giver: DealSideReadings; receiver: DealSideReadings },
): DealEnergy | null {
  const { startAt, stopAt, cumulateAmountWh: countedWh } = deal;
  if (!startAt || !stopAt || stopAt <= startAt || countedWh === null) return null;
  const span = { fromMs: startAt.getTime(), toMs: stopAt.getTime() };
  const takenWh = measureSide(deal, sides.giver, span);
  const broughtWh = measureSide(deal, sides.receiver, span);
  if (takenWh === null || broughtWh === null) return null;
  const isCountedByReceiver = Math.abs(broughtWh - countedWh) <= Math.abs(-takenWh - countedWh);
  const gaveWh = isCountedByReceiver ? -takenWh : countedWh;
  const receivedWh = isCountedByReceiver ? countedWh : broughtWh;
  return receivedWh >= 0 && gaveWh >= receivedWh ? { gaveWh, receivedWh, lostWh: gaveWh - receivedWh } : null;
}

/** Energy into the battery of a side (Wh; negative: out of it) by one of the deals that its converter served meanwhile. */
function measureSide(deal: Deal, { readings, deals }: DealSideReadings, span: Span): number | null {
  const line = readings.flatMap(({ at, converterBatteryW: powerW }) => (powerW === null ? [] : [{ at, powerW }]));
  if (!isMeasured(line, span)) return null;
  const others = deals.filter(({ dealId }) => dealId !== deal.dealId);
  const slots = cutAtEdges(span, others);
  const amountsWh = integrateBySlot(line, slots, longestPauseMs);
  return slots.reduce((sum, slot, i) => sum + (amountsWh[i] ?? 0) * shareIn(slot, deal, others), 0);
}

/** The span in slots, within each of which the same deals were shared. */
function cutAtEdges({ fromMs, toMs }: Span, deals: readonly Deal[]): Span[] {
  const edges = deals
    .flatMap(({ startAt, stopAt }) => [startAt, stopAt])
    .flatMap((edge) => (edge && edge.getTime() > fromMs && edge.getTime() < toMs ? [edge.getTime()] : []));
  const cuts = [...new Set([fromMs, ...edges, toMs])].sort((a, b) => a - b);
  return cuts.slice(1).map((cutMs, i) => ({ fromMs: cuts[i] ?? cutMs, toMs: cutMs }));
}

/** A converter's power is shared by its deals in proportion to their agreed currents (apis-main, accumulation). */
function shareIn({ fromMs }: Span, deal: Deal, others: readonly Deal[]): number {
  const shared = others.filter(
    ({ startAt, stopAt }) => startAt && startAt.getTime() <= fromMs && (!stopAt || stopAt.getTime() > fromMs),
  );
  const currents = [deal, ...shared].map(({ dealGridCurrentA }) => dealGridCurrentA ?? 0);
  const [ownA = 0] = currents;
  return currents.every((currentA) => currentA > 0)
    ? ownA / currents.reduce((sum, currentA) => sum + currentA, 0)
    : 1 / currents.length;
}

/** Readings reach from the beginning of the span, or before it, to its end or behind it, without a longer pause. */
function isMeasured(line: readonly PowerReading[], { fromMs, toMs }: Span): boolean {
  const timesMs = line.map(({ at }) => at.getTime());
  const first = timesMs.findLastIndex((atMs) => atMs <= fromMs);
  const last = timesMs.findIndex((atMs) => atMs >= toMs);
  if (first === -1 || last === -1) return false;
  const inside = timesMs.slice(first, last + 1);
  return inside.every((atMs, i) => atMs - (inside[i - 1] ?? atMs) <= longestPauseMs);
}
