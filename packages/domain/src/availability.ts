import type { DowntimeCause } from './downtime.ts';

/** Up, down, not known, or not in service: every instant of a period is exactly one of them. */
export const timeKinds = ['up', 'down', 'unknown', 'notInService'] as const;
export type TimeKind = (typeof timeKinds)[number];

/** From `fromMs` (included) to `toMs` (excluded), epoch ms. */
export type Span = { fromMs: number; toMs: number };

/**
 * Why an instant is what it is. Unknown: we could not read (`notRead`), nothing was reported yet (`noReport`), or it is
 * still to come (`future`).
 */
export type TimeReason = DowntimeCause | 'notRead' | 'noReport' | 'future';

export type AvailabilitySpan = Span & { kind: TimeKind; reason: TimeReason | null };

/** Milliseconds of each kind. Their sum is the length of the period, always. */
export type TimeTotals = Record<TimeKind, number>;

export type UnitHistory = {
  /** When the unit is in service; null: without a beginning or an end. */
  availableFromMs: number | null;
  availableToMs: number | null;
  /** Its first sample; null when it never reported. */
  firstReportMs: number | null;
  downtimes: readonly { downMs: number; recoveryMs: number | null; cause: DowntimeCause }[];
  /** Times for which nothing was stored because we, or the store, did not work. */
  unread: readonly Span[];
};

/**
 * A period of a unit as spans that follow each other without gap or overlap. What is not in service comes first, then
 * what cannot be known, then downtimes; the rest is up.
 */
export function availabilitySpans(period: Span, unit: UnitHistory, nowMs: number): AvailabilitySpan[] {
  const spans: AvailabilitySpan[] = [];
  visitStretches(period, unit, nowMs, ({ kind, reason }, fromMs, toMs) => {
    const last = spans.at(-1);
    if (last?.kind === kind && last.reason === reason) last.toMs = toMs;
    else spans.push({ fromMs, toMs, kind, reason });
  });
  return spans;
}

/** How long each kind lasted in a period of a unit, ms: what its spans add up to. */
export function availabilityTimes(period: Span, unit: UnitHistory, nowMs: number): TimeTotals {
  const totals: TimeTotals = { up: 0, down: 0, unknown: 0, notInService: 0 };
  visitStretches(period, unit, nowMs, ({ kind }, fromMs, toMs) => {
    totals[kind] += toMs - fromMs;
  });
  return totals;
}

/** Goes through the stretches of a period in which nothing changes, in order. */
function visitStretches(
  period: Span,
  unit: UnitHistory,
  nowMs: number,
  visit: (verdict: Verdict, fromMs: number, toMs: number) => void,
): void {
  const judge = createJudge(unit, nowMs);
  const edges = spanEdges(period, unit, nowMs);
  let fromMs = edges[0] ?? period.fromMs;
  for (const toMs of edges.slice(1)) {
    visit(judge(fromMs), fromMs, toMs);
    fromMs = toMs;
  }
}

/** Every instant at which something may change, within the period, its ends included; ascending, each once. */
function spanEdges(period: Span, unit: UnitHistory, nowMs: number): number[] {
  if (period.toMs <= period.fromMs) return [];
  const edges = [period.fromMs, period.toMs];
  const add = (edge: number | null) => {
    if (edge !== null && edge > period.fromMs && edge < period.toMs) edges.push(edge);
  };
  for (const edge of [unit.availableFromMs, unit.availableToMs, unit.firstReportMs, nowMs]) add(edge);
  for (const { downMs, recoveryMs } of unit.downtimes) {
    add(downMs);
    add(recoveryMs);
  }
  for (const { fromMs, toMs } of unit.unread) {
    add(fromMs);
    add(toMs);
  }
  return [...new Set(edges)].sort((a, b) => a - b);
}

type Verdict = Readonly<Pick<AvailabilitySpan, 'kind' | 'reason'>>;

/** Made once: a year of a cluster is judged at tens of thousands of instants. */
const verdicts = {
  up: { kind: 'up', reason: null },
  mode: { kind: 'down', reason: 'mode' },
  loss: { kind: 'down', reason: 'loss' },
  notRead: { kind: 'unknown', reason: 'notRead' },
  noReport: { kind: 'unknown', reason: 'noReport' },
  future: { kind: 'unknown', reason: 'future' },
  notInService: { kind: 'notInService', reason: null },
} as const satisfies Record<string, Verdict>;

/** Judges instants, which must come in ascending order: then each list is walked through only once. */
function createJudge(unit: UnitHistory, nowMs: number): (atMs: number) => Verdict {
  const { availableFromMs, availableToMs, firstReportMs } = unit;
  const downtimes = unit.downtimes.map(({ downMs, recoveryMs, cause }) => {
    return { fromMs: downMs, toMs: recoveryMs ?? Number.POSITIVE_INFINITY, cause };
  });
  const findDowntime = createFinder(downtimes);
  const findUnread = createFinder(unit.unread);
  return (atMs) => {
    const isBefore = availableFromMs !== null && atMs < availableFromMs;
    const isAfter = availableToMs !== null && atMs >= availableToMs;
    if (isBefore || isAfter) return verdicts.notInService;
    if (atMs >= nowMs) return verdicts.future;
    if (firstReportMs === null || atMs < firstReportMs) return verdicts.noReport;
    if (findUnread(atMs)) return verdicts.notRead;
    return verdicts[findDowntime(atMs)?.cause ?? 'up'];
  };
}

/** Finds a span that holds an instant, for ascending instants. Of overlapping spans the one that began first counts. */
function createFinder<T extends Span>(spans: readonly T[]): (atMs: number) => T | null {
  const ordered = [...spans].sort((a, b) => a.fromMs - b.fromMs);
  let next = 0;
  return (atMs) => {
    while (next < ordered.length && (ordered[next]?.toMs ?? 0) <= atMs) next += 1;
    const span = ordered[next];
    return span && span.fromMs <= atMs ? span : null;
  };
}

/** How many units are what at the end of the period that their spans cover; one without a span is not known. */
export function countLastKinds(units: readonly { spans: readonly AvailabilitySpan[] }[]): Record<TimeKind, number> {
  const counts: Record<TimeKind, number> = { up: 0, down: 0, unknown: 0, notInService: 0 };
  for (const { spans } of units) counts[spans.at(-1)?.kind ?? 'unknown'] += 1;
  return counts;
}

/** How long each kind lasted, ms. */
export function totalTimes(spans: readonly AvailabilitySpan[]): TimeTotals {
  const totals: TimeTotals = { up: 0, down: 0, unknown: 0, notInService: 0 };
  for (const { kind, fromMs, toMs } of spans) totals[kind] += toMs - fromMs;
  return totals;
}

/** The totals of several units. */
export function addTimes(all: readonly TimeTotals[]): TimeTotals {
  const sum: TimeTotals = { up: 0, down: 0, unknown: 0, notInService: 0 };
  for (const totals of all) for (const kind of timeKinds) sum[kind] += totals[kind];
  return sum;
}

/**
 * The share of known time in service in which a unit, or a cluster, was up: 0 … 1; null when nothing is known. With no
 * unknown time this is the old service center's (period − down) / period.
 */
export function availabilityRate({ up, down }: TimeTotals): number | null {
  return up + down === 0 ? null : up / (up + down);
}
