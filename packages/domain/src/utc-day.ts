/** A UTC day, which has no clock changes. */
export const dayMs = 86_400_000;
/** The quarter of an hour is what all clocks of the world agree on: their hours and days begin at one. */
export const quarterMs = 15 * 60_000;
export const quartersPerDay = dayMs / quarterMs;

/** The beginning of the UTC day that an instant lies in. */
export function utcDayOf(atMs: number): number {
  return Math.floor(atMs / dayMs) * dayMs;
}

/** The beginning of the UTC month that an instant lies in. */
export function utcMonthOf(atMs: number): number {
  const at = new Date(atMs);
  return Date.UTC(at.getUTCFullYear(), at.getUTCMonth());
}

/** The beginning of the UTC month after the one that an instant lies in. */
export function utcMonthAfter(atMs: number): number {
  const at = new Date(atMs);
  return Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1);
}
