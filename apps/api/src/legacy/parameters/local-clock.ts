import { localDayOf, localSecondOfDay } from '@commonwatt/domain/local-day';

/**
 * The instant at which clocks in `timeZone` show what clocks of UTC show at `utcMs`: the earlier one where they show it
 * twice, the one by the offset of before where they skip it.
 */
export function localClockInstant(utcMs: number, timeZone: string): Date {
  const dayMs = 86_400_000;
  const before = utcMs - offsetMs(utcMs - dayMs, timeZone);
  const after = utcMs - offsetMs(utcMs + dayMs, timeZone);
  const shown = [before, after].filter((ms) => ms + offsetMs(ms, timeZone) === utcMs);
  return new Date(shown.length > 0 ? Math.min(...shown) : before);
}

// Calendars of four-digit years end here; what zones did beyond is nobody's question.
const firstKnownMs = Date.parse('0001-01-03T00:00:00Z');
const lastKnownMs = Date.parse('9999-12-29T00:00:00Z');

/** How far clocks in `timeZone` are ahead of UTC at an instant. */
function offsetMs(instantMs: number, timeZone: string): number {
  const knownMs = Math.min(Math.max(instantMs, firstKnownMs), lastKnownMs);
  const wholeMs = Math.floor(knownMs / 1_000) * 1_000;
  const instant = new Date(wholeMs);
  const day = Date.parse(`${localDayOf(instant, timeZone)}T00:00:00Z`);
  return day + localSecondOfDay(instant, timeZone) * 1_000 - wholeMs;
}
