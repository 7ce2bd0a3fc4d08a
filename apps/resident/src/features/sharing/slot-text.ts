import type { CalendarKind } from '@commonwatt/domain/calendar';
import { formatClock, formatFor } from '@commonwatt/ui/format/time.ts';

/** A stretch of time, and the local day that it begins on. */
type Slot = { fromMs: number; toMs: number; day: string };

export type SlotFormat = { span: CalendarKind; timeZone: string; language: string };

/** What stands below a bar: the hour, the day or the month. */
export function tickText({ fromMs, day }: Slot, { span, timeZone, language }: SlotFormat): string {
  if (span === 'day') return formatClock(fromMs, timeZone, language).slice(0, 2);
  const at = Date.parse(day);
  if (span === 'week') return format(language, { weekday: 'short' }, at);
  return span === 'month' ? String(Number(day.slice(8))) : format(language, { month: 'narrow' }, at);
}

/** The time of a bar in full: `13:00 – 14:00`, a day, or a month. */
export function slotText({ fromMs, toMs, day }: Slot, { span, timeZone, language }: SlotFormat): string {
  const clock = (atMs: number) => formatClock(atMs, timeZone, language);
  if (span === 'day') return `${clock(fromMs)} – ${clock(toMs)}`;
  const options =
    span === 'year' ? { month: 'long' as const } : ({ weekday: 'short', day: 'numeric', month: 'short' } as const);
  return format(language, options, Date.parse(day));
}

function format(language: string, options: Intl.DateTimeFormatOptions, atMs: number): string {
  return formatFor(language, { ...options, timeZone: 'UTC' }).format(atMs);
}
