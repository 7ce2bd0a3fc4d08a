import type { Span } from '@commonwatt/domain/availability';
import { addDays, countDays } from '@commonwatt/domain/calendar';
import { localDayOf, localDayRange } from '@commonwatt/domain/local-day';
import { wholeHours } from '@commonwatt/domain/whole-hours';
import { formatClock, formatDayShort } from '@commonwatt/ui/format/time.ts';
import { labelPx } from '../../parts/label-room.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** A labelled part of the axis. */
export type AxisSlot = Span & { label: string };

/** How far a slot of the axis reaches: whole hours, or whole days. */
type SlotLength = { hours: number } | { days: number };

/** The parts that the axis is labelled with: hours of a day or two, else days of the cluster's zone. */
export function axisSlots(period: Span, timeZone: string, locale: string): AxisSlot[] {
  const length = slotLength(period.toMs - period.fromMs);
  const label = (atMs: number) =>
    'hours' in length ? formatClock(atMs, timeZone, locale) : formatDayShort(atMs, timeZone, locale);
  const edges = cutEdges(period, length, timeZone);
  return edges.slice(0, -1).map((fromMs, i) => ({ fromMs, toMs: edges[i + 1] ?? period.toMs, label: label(fromMs) }));
}

/**
 * Which slots, by their beginning, have room for their label on an axis that is so many px wide: all of them, or every
 * second, third … of those that are whole, whose labels then reach into the slots behind them.
 */
export function labelledSlots(slots: readonly AxisSlot[], period: Span, width: number): Set<number> {
  const pxPerMs = width / (period.toMs - period.fromMs);
  const widths = slots.map(({ fromMs, toMs }) => (toMs - fromMs) * pxPerMs);
  const neededPx = labelPx(slots.map(({ label }) => label));
  const everyNth = Math.max(1, Math.ceil(neededPx / Math.max(1, ...widths)));
  const isRoomy = (index: number) =>
    widths.slice(index, index + everyNth).reduce((sum, one) => sum + one, 0) >= neededPx;
  return new Set(slots.flatMap(({ fromMs }, i) => (i % everyNth === 0 && isRoomy(i) ? [fromMs] : [])));
}

function slotLength(lengthMs: number): SlotLength {
  if (lengthMs <= 8 * hourMs) return { hours: 1 };
  if (lengthMs <= 26 * hourMs) return { hours: 3 };
  if (lengthMs <= 3 * dayMs) return { hours: 12 };
  if (lengthMs <= 10 * dayMs) return { days: 1 };
  return { days: Math.ceil(lengthMs / dayMs / 8) };
}

/** The edges of the cells of a heat map: two hours in a week, a day in a month. */
export function heatEdges(period: Span, timeZone: string): number[] {
  const lengthMs = period.toMs - period.fromMs;
  if (lengthMs <= 26 * hourMs) return cutEdges(period, { hours: 1 }, timeZone);
  if (lengthMs <= 10 * dayMs) return cutEdges(period, { hours: 2 }, timeZone);
  return cutEdges(period, { days: Math.ceil(lengthMs / dayMs / 100) }, timeZone);
}

/** Where a period is cut, its ends included: ascending, each once. */
function cutEdges(period: Span, length: SlotLength, timeZone: string): number[] {
  const cuts =
    'hours' in length ? wholeHours(period, length.hours, timeZone) : dayStarts(period, length.days, timeZone);
  const inside = cuts.filter((cut) => cut > period.fromMs && cut < period.toMs);
  return [...new Set([period.fromMs, ...inside, period.toMs])];
}

function dayStarts(period: Span, everyDays: number, timeZone: string): number[] {
  const first = localDayOf(new Date(period.fromMs), timeZone);
  const last = localDayOf(new Date(period.toMs - 1), timeZone);
  const count = Math.ceil(countDays({ fromDay: first, toDay: last }) / everyDays);
  return Array.from({ length: count }, (_, i) => localDayRange(addDays(first, i * everyDays), timeZone).from.getTime());
}

/** The days of a period on which clocks change, with how long they are. */
export function unevenDays(period: Span, timeZone: string): { atMs: number; hours: number }[] {
  return cutEdges(period, { days: 1 }, timeZone).flatMap((atMs) => {
    const { from, to } = localDayRange(localDayOf(new Date(atMs), timeZone), timeZone);
    const hours = (to.getTime() - from.getTime()) / hourMs;
    return atMs < period.toMs && hours !== 24 ? [{ atMs, hours }] : [];
  });
}

/** Rounds what was drawn over the axis to what one may have meant: five minutes of a day or two, else an hour. */
export function roundZoom(span: Span, period: Span): Span {
  const stepMs = period.toMs - period.fromMs <= 2 * dayMs ? 300_000 : hourMs;
  const fromMs = Math.max(period.fromMs, Math.round(span.fromMs / stepMs) * stepMs);
  const toMs = Math.min(period.toMs, Math.round(span.toMs / stepMs) * stepMs);
  return toMs - fromMs >= stepMs ? { fromMs, toMs } : { fromMs, toMs: fromMs + stepMs };
}
