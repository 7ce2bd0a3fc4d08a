const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * A format of times; making one costs far more than using it. English has the day before the month, `Tue 9 Jun`, as the
 * 24-hour clock beside it; English alone is American.
 */
export function formatFor(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(options)}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, { hourCycle: 'h23', ...options });
    formats.set(key, format);
  }
  return format;
}

/** Hours and minutes by the clock of a zone: `14:32`. */
export function formatClock(atMs: number, timeZone: string, locale: string): string {
  return formatFor(locale, { timeZone, hour: '2-digit', minute: '2-digit' }).format(atMs);
}

/** With seconds: `14:32:08`. */
export function formatClockSeconds(atMs: number, timeZone: string, locale: string): string {
  return formatFor(locale, { timeZone, hour: '2-digit', minute: '2-digit', second: '2-digit' }).format(atMs);
}

/** A day as people say it: `Tue 9 Jun`, `6月9日(火)`. */
export function formatDay(atMs: number, timeZone: string, locale: string): string {
  return formatFor(locale, { timeZone, weekday: 'short', day: 'numeric', month: 'short' }).format(atMs);
}

/** A day within a month that is known: `Tue 9`, `9日(火)`. */
export function formatDayShort(atMs: number, timeZone: string, locale: string): string {
  return formatFor(locale, { timeZone, weekday: 'short', day: 'numeric' }).format(atMs);
}

/** Day, time and zone, for anything older than an hour. */
export function formatInstant(atMs: number, timeZone: string, locale: string): string {
  const options = {
    timeZone,
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  } as const;
  return formatFor(locale, options).format(atMs);
}

/**
 * How the zone is called at that instant, with its offset: `JST (UTC+9)`. Most languages know the short names of few
 * zones only, so those that are at home in a zone are asked too.
 */
export function formatZone(atMs: number, timeZone: string, locale: string): string {
  // No zone changes its clock within a quarter of an hour.
  const quarterMs = Math.floor(atMs / 900_000) * 900_000;
  const key = `${locale} ${timeZone} ${quarterMs}`;
  const known = zoneNames.get(key);
  if (known !== undefined) return known;
  const name = nameZone(quarterMs, timeZone, locale);
  if (zoneNames.size >= mostZoneNames) zoneNames.clear();
  zoneNames.set(key, name);
  return name;
}

/** A live page says the zone with every second; it asks seven formats for it. */
const zoneNames = new Map<string, string>();
const mostZoneNames = 100;

function nameZone(atMs: number, timeZone: string, locale: string): string {
  const names = [locale, 'en-US', 'en-GB', 'en-AU', 'ja', 'ko'].map((one) => zonePart(atMs, timeZone, one, 'short'));
  const short = names.find((name) => !/^(GMT|UTC)[+\u2212-]/.test(name));
  const offset = zonePart(atMs, timeZone, 'en', 'shortOffset').replace('GMT', 'UTC');
  if (short === undefined) return offset;
  return short === 'UTC' || short === 'GMT' ? short : `${short} (${offset})`;
}

function zonePart(atMs: number, timeZone: string, locale: string, timeZoneName: 'short' | 'shortOffset'): string {
  const parts = formatFor(locale, { timeZone, timeZoneName }).formatToParts(atMs);
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? timeZone;
}

export type Age = { unit: 'second' | 'minute' | 'hour' | 'day'; count: number };

/** An age in its largest whole unit; negative ages (a clock that is ahead) count as zero. */
export function ageOf(ageMs: number): Age {
  const seconds = Math.max(0, Math.floor(ageMs / 1_000));
  if (seconds < 60) return { unit: 'second', count: seconds };
  if (seconds < 3_600) return { unit: 'minute', count: Math.floor(seconds / 60) };
  if (seconds < 86_400) return { unit: 'hour', count: Math.floor(seconds / 3_600) };
  return { unit: 'day', count: Math.floor(seconds / 86_400) };
}

/** `4 min`, `34分`: an age as a short text. */
export function formatAge(ageMs: number, locale: string): string {
  const { unit, count } = ageOf(ageMs);
  return unitFormat(unit, 'short', locale).format(count);
}

const unitFormats = new Map<string, Intl.NumberFormat>();

/** A count of a unit of time. Making a format costs far more than using it, and a live page says hundreds of ages a second. */
export function unitFormat(unit: string, unitDisplay: 'short' | 'narrow', locale: string): Intl.NumberFormat {
  const key = `${locale} ${unitDisplay} ${unit}`;
  const known = unitFormats.get(key);
  if (known) return known;
  const format = new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay });
  unitFormats.set(key, format);
  return format;
}
