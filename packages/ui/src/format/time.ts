import type { DayPeriod } from '@commonwatt/domain/calendar';

const formats = new Map<string, Intl.DateTimeFormat>();

function formatFor(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(options)}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(locale, { hourCycle: 'h23', ...options });
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

/** From one instant to another, the day said once where it is one: `Fri, Jun 5, 04:06 – 13:18`. Short ones with seconds. */
export function formatSpan(span: { fromMs: number; toMs: number }, timeZone: string, locale: string): string {
  return formatRange(formatFor(locale, spanOptions(span, timeZone)), span.fromMs, span.toMs);
}

/**
 * With ordinary spaces: thin ones around the dash are not read as spaces where a name is compared with what is seen. In
 * Japanese as an instant is written, less what both ends share: browsers write ranges with slashes, and hours as `14時32分`.
 */
function formatRange(format: Intl.DateTimeFormat, fromMs: number, toMs: number): string {
  if (format.resolvedOptions().locale.startsWith('ja')) {
    const [from, to] = [format.format(fromMs), format.format(toMs)];
    // Years, months and days end with a character of their own, and a day with its weekday and a space.
    const parts = (text: string) => text.match(/\d+[年月]|[^年月]+ |.+/g) ?? [];
    const sharedCount = parts(from).findIndex((part, i) => part !== parts(to)[i]);
    return `${from}～${parts(to).slice(sharedCount).join('')}`;
  }
  return format.formatRange(fromMs, toMs).replaceAll('\u2009', ' ');
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
  if (fromDay === toDay) return formatFor(locale, { ...options, weekday: 'short' }).format(from);
  return formatRange(formatFor(locale, options), from.getTime(), to.getTime());
}

/** A length of time in its two largest units, `9 h 12 min`, as parts to set in type; under a minute in seconds. */
export function durationParts(durationMs: number, locale: string): { value: string; unit: string }[] {
  const seconds = Math.round(durationMs / 1_000);
  const counts = [
    ['day', Math.floor(seconds / 86_400)],
    ['hour', Math.floor(seconds / 3_600) % 24],
    ['minute', Math.floor(seconds / 60) % 60],
    ['second', seconds % 60],
  ] as const;
  const first = counts.findIndex(([, count]) => count > 0);
  if (first === -1) return [unitParts(0, 'second', locale)];
  return counts
    .slice(first, first + 2)
    .filter(([, count], i) => i === 0 || count > 0)
    .map(([unit, count]) => unitParts(count, unit, locale));
}

/** `9 h 12 min`: a length of time as one text. */
export function formatDuration(durationMs: number, locale: string): string {
  return durationParts(durationMs, locale)
    .map(({ value, unit }) => `${value}\u202f${unit}`)
    .join(' ');
}

/**
 * Lengths of time that add up, as texts that add up too: hours, minutes and seconds. Each is rounded so that the seconds
 * shown have the rounded sum.
 */
export function formatAddingDurations(durationsMs: readonly number[], locale: string): string[] {
  let exactMs = 0;
  let shownSeconds = 0;
  return durationsMs.map((durationMs) => {
    exactMs += durationMs;
    const seconds = Math.round(exactMs / 1_000) - shownSeconds;
    shownSeconds += seconds;
    return formatHours(seconds, locale);
  });
}

/** `167 h 12 min 5 s`: every unit that there is any of, hours without limit. */
function formatHours(seconds: number, locale: string): string {
  const counts = [
    ['hour', Math.floor(seconds / 3_600)],
    ['minute', Math.floor(seconds / 60) % 60],
    ['second', seconds % 60],
  ] as const;
  const some = counts.filter(([, count]) => count > 0);
  return (some.length > 0 ? some : ([['second', 0]] as const))
    .map(([unit, count]) => unitParts(count, unit, locale))
    .map(({ value, unit }) => `${value}\u202f${unit}`)
    .join(' ');
}

function unitParts(count: number, unit: string, locale: string): { value: string; unit: string } {
  const parts = unitFormat(unit, locale.startsWith('ja') ? 'short' : 'narrow', locale).formatToParts(count);
  const text = (isUnit: boolean) =>
    parts
      .filter(({ type }) => (type === 'unit') === isUnit && type !== 'literal')
      .map(({ value }) => value)
      .join('');
  return { value: text(false), unit: text(true) };
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
function unitFormat(unit: string, unitDisplay: 'short' | 'narrow', locale: string): Intl.NumberFormat {
  const key = `${locale} ${unitDisplay} ${unit}`;
  const known = unitFormats.get(key);
  if (known) return known;
  const format = new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay });
  unitFormats.set(key, format);
  return format;
}
