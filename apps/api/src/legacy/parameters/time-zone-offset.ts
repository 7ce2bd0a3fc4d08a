const dayMs = 24 * 3_600_000;

/**
 * Reads the `timezone` parameter: milliseconds that its wall clock is ahead of UTC. Whatever ends in `Z` is UTC, else what
 * counts is the last `+HH:MM`, else the last `-HH:MM`; anything may precede it, and minutes may exceed 59. Null when it
 * is none of these (a zone name, `+0900`) or not less than 24 hours.
 */
export function parseTimeZoneOffset(text: string): number | null {
  if (text.endsWith('Z')) return 0;
  const colon = text.lastIndexOf(':');
  if (colon < 0) return null;
  const plus = text.lastIndexOf('+', colon);
  const sign = plus >= 0 ? plus : text.lastIndexOf('-', colon);
  const hours = text.slice(sign + 1, colon);
  const minutes = text.slice(colon + 1);
  if (sign < 0 || !/^\d+$/.test(hours) || !/^\d+$/.test(minutes)) return null;
  const offsetMs = Number(hours) * 3_600_000 + Number(minutes) * 60_000;
  if (offsetMs >= dayMs) return null;
  return plus >= 0 ? offsetMs : -offsetMs;
}
