import { unitFormat } from './time.ts';

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
