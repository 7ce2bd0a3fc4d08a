import type { DayPeriod } from '@commonwatt/domain/calendar';
import { formatFor } from './time.ts';

/** From one instant to another, the day said once where it is one: `Fri 5 Jun, 04:06 – 13:18`. Short ones with seconds. */
export function formatSpan(span: { fromMs: number; toMs: number }, timeZone: string, locale: string): string {
  return formatRange(formatFor(locale, spanOptions(span, timeZone)), span.fromMs, span.toMs);
}

/**
 * With ordinary spaces: browsers leave them out between two times, and thin ones around the dash are not read as spaces
 * where a name is compared with what is seen. In Japanese as an instant is written, less what both ends share: browsers
 * write ranges with slashes, and hours as `14時32分`.
 */
function formatRange(format: Intl.DateTimeFormat, fromMs: number, toMs: number): string {
  if (format.resolvedOptions().locale.startsWith('ja')) {
    const [from, to] = [format.format(fromMs), format.format(toMs)];
    // Years, months and days end with a character of their own, and a day with its weekday and a space.
    const parts = (text: string) => text.match(/\d+[年月]|[^年月]+ |.+/g) ?? [];
    const sharedCount = parts(from).findIndex((part, i) => part !== parts(to)[i]);
    return `${from}～${parts(to).slice(sharedCount).join('')}`;
  }
  return format.formatRange(fromMs, toMs).replace(/\s*–\s*/, ' – ');
}

/** An instant as `formatSpan` says it. */
export function formatDayTime(atMs: number, timeZone: string, locale: string): string {
  return formatFor(locale, spanOptions({ fromMs: 0, toMs: Number.POSITIVE_INFINITY }, timeZone)).format(atMs);
}

function spanOptions({ fromMs, toMs }: { fromMs: number; toMs: number }, timeZone: string): Intl.DateTimeFormatOptions {
  return {
    timeZone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    ...(toMs - fromMs < 600_000 ? { second: '2-digit' } : {}),
  };
}

/** Calendar days from the first to the last, both included: `3 – 9 Jun 2026`, `2026年6月3日～9日`. */
export function formatDays({ fromDay, toDay }: DayPeriod, locale: string): string {
  const [from, to] = [fromDay, toDay].map((day) => new Date(`${day}T00:00:00Z`)) as [Date, Date];
  const options = { timeZone: 'UTC', year: 'numeric', month: 'short', day: 'numeric' } as const;
  // With a year, English sets the weekday off by a comma, which no other day of ours has.
  if (fromDay === toDay) {
    const day = formatFor(locale, { ...options, weekday: 'short' }).format(from);
    return day.replace(',', '');
  }
  return formatRange(formatFor(locale, options), from.getTime(), to.getTime());
}
