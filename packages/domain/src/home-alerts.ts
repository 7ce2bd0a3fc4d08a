import type { AlarmState } from './converter.ts';

/** Kinds of alerts. `silent`: nothing was heard of the home; `trouble`: its program reported errors. */
export const homeAlertKinds = ['silent', 'trouble'] as const;
export type HomeAlertKind = (typeof homeAlertKinds)[number];

/** What concerns a home, in kinds that people know: nothing of what its programs wrote, which may name other homes. */
export type HomeAlert = {
  kind: HomeAlertKind;
  since: Date;
  /** Null: still so. */
  until: Date | null;
};

const kinds: Record<string, HomeAlertKind> = {
  apis_main_alive: 'silent',
  /** Of many homes of which nothing is heard, this one may be told alone: it then lists them. */
  apis_ccc_alive: 'silent',
  apis_main_severe: 'trouble',
};

/** The monitors whose failures may be about a home, by itself or among others. */
export const homeMonitorTypes = Object.keys(kinds);

/** What a failure of this type is to a home that it concerns; null: nothing that its residents are told of. */
export function homeAlertKindOf(type: string): HomeAlertKind | null {
  return kinds[type] ?? null;
}

/** A failure as far as it concerns a home. */
export type HomeFailure = { type: string; since: Date; until: Date | null };

/**
 * Failures that concern a home as its residents are told of them, in their order, which is newest first. Where one took
 * over from another at the same instant, as when a failure of several units grows, it was one matter for the home.
 */
export function homeAlerts(failures: readonly HomeFailure[]): HomeAlert[] {
  const alerts: HomeAlert[] = [];
  for (const { type, since, until } of failures) {
    const kind = homeAlertKindOf(type);
    if (kind === null) continue;
    const next = alerts.find((one) => one.kind === kind && one.since.getTime() === until?.getTime());
    if (next) next.since = since;
    else alerts.push({ kind, since, until });
  }
  return alerts;
}

/** What is the matter with a home at this moment, as its own reports and its plan say. */
export type HomeProblem = 'heavyAlarm' | 'lightAlarm' | 'faultyPlan';

export function homeProblems({
  alarm,
  isPlanFaulty,
}: {
  alarm: AlarmState | null;
  isPlanFaulty: boolean;
}): HomeProblem[] {
  const problems: HomeProblem[] = [];
  if (alarm === 'heavy') problems.push('heavyAlarm');
  if (alarm === 'light') problems.push('lightAlarm');
  if (isPlanFaulty) problems.push('faultyPlan');
  return problems;
}
