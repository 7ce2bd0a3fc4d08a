import type { Span } from './availability.ts';
import { daysUntil } from './calendar.ts';
import { localDays, localHours } from './calendar-slots.ts';
import { localDayOf } from './local-day.ts';

/** How many days of a unit are shown at once, today included. */
export const historyDays = [7, 30] as const;
export type HistoryDays = (typeof historyDays)[number];

/** How many hours go by between two readings of the battery. */
const batteryHours: Record<HistoryDays, number> = { 7: 1, 30: 3 };

/**
 * How the last days of a zone, today included, are cut: energy by hour of a week and by day of a month, the battery every
 * hour or every three. Ascending, from the beginning of the first day to `now`, where the last one is cut off.
 */
export function historySlots(
  days: HistoryDays,
  { now, timeZone }: { now: Date; timeZone: string },
): { energy: Span[]; battery: Span[] } {
  const { fromDay, toDay } = daysUntil(localDayOf(now, timeZone), days);
  const wholeDays = localDays(fromDay, toDay, timeZone);
  const hours = wholeDays.map(({ day }) => localHours(day, timeZone));
  const untilNow = (slots: readonly Span[]) =>
    slots
      .filter(({ fromMs }) => fromMs < now.getTime())
      .map(({ fromMs, toMs }) => ({ fromMs, toMs: Math.min(toMs, now.getTime()) }));
  return {
    energy: untilNow(days === 7 ? hours.flat() : wholeDays),
    battery: untilNow(hours.flatMap((ofDay) => joined(ofDay, batteryHours[days]))),
  };
}

/** Each `count` neighbours as one. */
function joined(slots: readonly Span[], count: number): Span[] {
  return slots.flatMap(({ fromMs, toMs }, i) =>
    i % count === 0 ? [{ fromMs, toMs: slots[Math.min(i + count, slots.length) - 1]?.toMs ?? toMs }] : [],
  );
}
