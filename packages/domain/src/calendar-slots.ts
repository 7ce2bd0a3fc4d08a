import type { Span } from './availability.ts';
import { addDays } from './calendar.ts';
import { localDayRange, localSecondOfDay, zoneOffsetMs } from './local-day.ts';
import { quarterMs } from './utc-day.ts';

// Periods cut at the hours, days or months of a time zone. Slots follow each other without gap or overlap.

/** An hour of a local day; `hour` is what the clock shows, 0 … 23. */
export type HourSlot = Span & { hour: number };

/**
 * The hours of a local day in order: 24, or 23 or 25 (one of them twice) when clocks change. Where they change by half an
 * hour, one slot lasts that long.
 */
export function localHours(day: string, timeZone: string): HourSlot[] {
  const { from, to } = localDayRange(day, timeZone);
  const slots: HourSlot[] = [];
  let offsetMs = Number.NaN;
  for (let fromMs = from.getTime(); fromMs < to.getTime(); fromMs += quarterMs) {
    const at = new Date(fromMs);
    const hour = Math.floor(localSecondOfDay(at, timeZone) / 3600);
    const offsetHereMs = zoneOffsetMs(at, timeZone);
    const toMs = Math.min(fromMs + quarterMs, to.getTime());
    const last = slots.at(-1);
    if (last?.hour === hour && offsetHereMs === offsetMs) last.toMs = toMs;
    else slots.push({ fromMs, toMs, hour });
    offsetMs = offsetHereMs;
  }
  return slots;
}

/** A local day (`YYYY-MM-DD`). */
export type DaySlot = Span & { day: string };

/** The local days from `fromDay` to `toDay`, both included; days that a zone skipped are left out. */
export function localDays(fromDay: string, toDay: string, timeZone: string): DaySlot[] {
  const slots: DaySlot[] = [];
  for (let day = fromDay; day <= toDay; day = addDays(day, 1)) {
    const { from, to } = localDayRange(day, timeZone);
    if (from < to) slots.push({ fromMs: from.getTime(), toMs: to.getTime(), day });
  }
  return slots;
}

/** An hour of one local day, or one of several local days: what a bar of a chart stands for. */
export type BarSlot = DaySlot & {
  /** What the clock shows at the beginning of the hour, 0 … 23; null for a whole day. */
  hour: number | null;
};

/** The hours of one local day, or the days of several. */
export function barSlots(fromDay: string, toDay: string, timeZone: string): BarSlot[] {
  if (fromDay === toDay) return localHours(fromDay, timeZone).map((slot) => ({ ...slot, day: fromDay }));
  return localDays(fromDay, toDay, timeZone).map((slot) => ({ ...slot, hour: null }));
}

/**
 * Whether a slot is still to come: nothing is known of it, which is not zero. One in which a clock that is ahead has already
 * reported something (`isEmpty` false) is not.
 */
export function isToCome({ fromMs }: Span, { now, isEmpty }: { now: Date; isEmpty: boolean }): boolean {
  return fromMs > now.getTime() && isEmpty;
}

/** A local month (`YYYY-MM`). */
export type MonthSlot = Span & { month: string };

/** The twelve local months of a year (`YYYY`). */
export function localMonths(year: string, timeZone: string): MonthSlot[] {
  const firstDays = Array.from({ length: 12 }, (_, i) => `${year}-${String(i + 1).padStart(2, '0')}-01`);
  const nextYear = String(Number(year) + 1).padStart(4, '0');
  const edges = [...firstDays, `${nextYear}-01-01`].map((day) => localDayRange(day, timeZone).from.getTime());
  return firstDays.map((day, i) => ({ fromMs: edges[i] ?? 0, toMs: edges[i + 1] ?? 0, month: day.slice(0, 7) }));
}

/** Finds the slot that holds an instant, or -1; slots ascend and may have gaps between them. */
export function slotIndexAt(slots: readonly Span[], atMs: number): number {
  let low = 0;
  let high = slots.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const slot = slots[middle];
    if (!slot) return -1;
    if (atMs < slot.fromMs) high = middle - 1;
    else if (atMs >= slot.toMs) low = middle + 1;
    else return middle;
  }
  return -1;
}
