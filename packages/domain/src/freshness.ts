/**
 * How far a shown value can be trusted to be the present one:
 * `fresh`, `late` (a report is overdue), `silent` (so long overdue that the unit counts as offline), `never` reported.
 */
export type Freshness = 'fresh' | 'late' | 'silent' | 'never';

/** apis-ccc reports each 30 s unless configured otherwise; used until a unit's own period is known. */
export const defaultReportPeriodMs = 30_000;

const lateAfterPeriods = 2.5;
const silentAfterPeriods = 5;
const silentAfterMs = 600_000;
const shortestPeriodMs = 1_000;
const longestPeriodMs = 900_000;

/** Instants (epoch ms) from which a value counts as late and as silent. Shared by server and browser. */
export type FreshnessDeadlines = { lateAtMs: number; silentAtMs: number };

/** Deadlines of a value that was taken at `takenAtMs` by a unit that reports every `periodMs`. */
export function freshnessDeadlines(takenAtMs: number, periodMs: number): FreshnessDeadlines {
  return {
    lateAtMs: takenAtMs + lateAfterPeriods * periodMs,
    silentAtMs: takenAtMs + Math.max(silentAfterMs, silentAfterPeriods * periodMs),
  };
}

/** The verdict at `nowMs`; a deadline that has just been reached counts as passed. `null`: nothing was ever reported. */
export function judgeFreshness(deadlines: FreshnessDeadlines | null, nowMs: number): Freshness {
  if (deadlines === null) return 'never';
  if (nowMs >= deadlines.silentAtMs) return 'silent';
  return nowMs >= deadlines.lateAtMs ? 'late' : 'fresh';
}

/**
 * A unit's own reporting period (ms): the median interval between its latest reports, so that single lost,
 * doubled or late reports do not count. `reportTimesMs` is ascending; with fewer than two the default applies.
 */
export function estimateReportPeriodMs(reportTimesMs: readonly number[]): number {
  const intervals = reportTimesMs.slice(1).map((time, i) => time - (reportTimesMs[i] ?? time));
  if (intervals.length === 0) return defaultReportPeriodMs;
  intervals.sort((a, b) => a - b);
  const median = intervals[Math.floor(intervals.length / 2)] ?? defaultReportPeriodMs;
  return Math.min(longestPeriodMs, Math.max(shortestPeriodMs, median));
}
