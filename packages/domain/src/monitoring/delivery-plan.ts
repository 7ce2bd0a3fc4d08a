import { localSecondOfDay } from '../local-day.ts';

/** Attempts are given up after this many: two to three days. */
export const mostAttempts = 20;
const firstPauseMs = 30_000;
const longestPauseMs = 6 * 3_600_000;

/** How long (ms) to wait after the given number of failed attempts: from 30 s, doubled each time, up to 6 h. */
export function backOffMs(failedAttempts: number): number {
  return Math.min(longestPauseMs, firstPauseMs * 2 ** Math.max(0, failedAttempts - 1));
}

/** Minutes after local midnight; the end may lie before the start, and then belongs to the next day. */
export type QuietHours = { fromMin: number; toMin: number; timeZone: string };

/** The first instant from `at` on that is outside the quiet hours: `at` itself, or their end. */
export function afterQuietHours(at: Date, quiet: QuietHours | null): Date {
  if (!quiet || !isQuiet(at, quiet)) return at;
  const endS = quiet.toMin * 60;
  const secondOf = (ms: number) => localSecondOfDay(new Date(ms), quiet.timeZone);
  const startOfSecondMs = Math.floor(at.getTime() / 1000) * 1000;
  const landedMs = startOfSecondMs + ((endS - secondOf(startOfSecondMs) + daySeconds) % daySeconds) * 1000;
  // Where clocks change inside the hours this lands beside their end.
  const missS = ((endS - secondOf(landedMs) + 1.5 * daySeconds) % daySeconds) - daySeconds / 2;
  return new Date(landedMs + missS * 1000);
}

const daySeconds = 86_400;

function isQuiet(at: Date, { fromMin, toMin, timeZone }: QuietHours): boolean {
  const minute = localSecondOfDay(at, timeZone) / 60;
  if (fromMin === toMin) return false;
  return fromMin < toMin ? fromMin <= minute && minute < toMin : fromMin <= minute || minute < toMin;
}

/** So many messages about one thing within the time of a digest are flapping. */
const flappingAfter = 4;

export type Delivery = { isDigest: boolean; at: Date };

/**
 * When a new message is to be sent. A recipient with a digest gets what flaps collected, at the end of each stretch of
 * `digestMs`; `recentAlike` messages about the same thing were made for it within the last one.
 */
export function planDelivery({
  now,
  recentAlike,
  digestMs,
  quiet,
}: {
  now: Date;
  recentAlike: number;
  digestMs: number | null;
  quiet: QuietHours | null;
}): Delivery {
  const isDigest = digestMs !== null && recentAlike >= flappingAfter;
  const due = isDigest ? new Date((Math.floor(now.getTime() / digestMs) + 1) * digestMs) : now;
  return { isDigest, at: afterQuietHours(due, quiet) };
}
