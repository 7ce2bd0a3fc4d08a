import { addDays } from './calendar.ts';
import { dayMs } from './utc-day.ts';
import { zoneFormats } from './zone-formats.ts';

export type DayRange = { from: Date; to: Date };

/** The instants `from` (included) and `to` (excluded) of a local day: 23, 24 or 25 hours (or other, rarely) apart. */
export function localDayRange(day: string, timeZone: string): DayRange {
  return { from: startOfLocalDay(day, timeZone), to: startOfLocalDay(addDays(day, 1), timeZone) };
}

/** The local day (`YYYY-MM-DD`) that an instant falls on. */
export function localDayOf(instant: Date, timeZone: string): string {
  const { year, month, day } = localParts(instant, timeZone);
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** How far local clocks are ahead of UTC at an instant, ms; negative west of Greenwich. */
export function zoneOffsetMs(instant: Date, timeZone: string): number {
  const { year, month, day, hour, minute, second } = localParts(instant, timeZone);
  const wholeSecondMs = Math.floor(instant.getTime() / 1000) * 1000;
  return Date.UTC(year, month - 1, day, hour, minute, second) - wholeSecondMs;
}

/** Seconds since local midnight by the wall clock, 0 … 86 399. */
export function localSecondOfDay(instant: Date, timeZone: string): number {
  const { hour, minute, second } = localParts(instant, timeZone);
  return hour * 3600 + minute * 60 + second;
}

/** What a wall clock of a zone shows, to the minute: `2026-06-09T14:32`, as a field for date and time holds it. */
export function localTimeOf(instant: Date, timeZone: string): string {
  const { hour, minute } = localParts(instant, timeZone);
  const two = (count: number) => String(count).padStart(2, '0');
  return `${localDayOf(instant, timeZone)}T${two(hour)}:${two(minute)}`;
}

/**
 * The instant at which a wall clock of a zone shows `local` (`2026-06-09T14:32`, seconds allowed). Of a time that comes
 * twice the first; one that is skipped when clocks go forward is as much later.
 */
export function instantOfLocalTime(local: string, timeZone: string): Date {
  const shownMs = Date.parse(`${local}Z`);
  const offsets = [shownMs - dayMs, shownMs + dayMs].map((ms) => zoneOffsetMs(new Date(ms), timeZone));
  const candidates = offsets.map((offsetMs) => shownMs - offsetMs).sort((a, b) => a - b);
  const exact = candidates.find((ms) => ms + zoneOffsetMs(new Date(ms), timeZone) === shownMs);
  return new Date(exact ?? shownMs - (offsets[0] ?? 0));
}

/**
 * The first instant whose local date is `day`. That is 00:00, except where clocks skip midnight or a whole day.
 * Offsets lie within ±24 h and zones change them at most once within a few hours, so a short search finds it.
 */
function startOfLocalDay(day: string, timeZone: string): Date {
  let lowMs = Date.parse(`${day}T00:00:00Z`) - 36 * 3_600_000;
  let highMs = lowMs + 72 * 3_600_000;
  while (highMs - lowMs > 1) {
    const middleMs = Math.floor((lowMs + highMs) / 2);
    if (localDayOf(new Date(middleMs), timeZone) >= day) highMs = middleMs;
    else lowMs = middleMs;
  }
  return new Date(highMs);
}

type LocalParts = { year: number; month: number; day: number; hour: number; minute: number; second: number };

const formatFor = zoneFormats({
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
  second: 'numeric',
});

function localParts(instant: Date, timeZone: string): LocalParts {
  const parts: LocalParts = { year: 0, month: 0, day: 0, hour: 0, minute: 0, second: 0 };
  for (const { type, value } of formatFor(timeZone).formatToParts(instant)) {
    if (type in parts) parts[type as keyof LocalParts] = Number(value);
  }
  return parts;
}
