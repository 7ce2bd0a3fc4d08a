import type { AlarmState } from './converter.ts';

/** What concerns a home, in kinds that people know: nothing of what its programs wrote, which may name other homes. */
export type HomeAlert = {
  /** `silent`: nothing was heard; `trouble`: its program reported errors. */
  kind: 'silent' | 'trouble';
  since: Date;
  /** Null: still so. */
  until: Date | null;
};

const kinds: Record<string, HomeAlert['kind']> = { apis_main_alive: 'silent', apis_main_severe: 'trouble' };

/** The monitors whose failures are about one home. */
export const homeMonitorTypes = Object.keys(kinds);

/** A failure as the residents of its home are told of it; null when it is not about a home. */
export function homeAlert(failure: { type: string; detectedAt: Date; closedAt: Date | null }): HomeAlert | null {
  const kind = kinds[failure.type];
  return kind ? { kind, since: failure.detectedAt, until: failure.closedAt } : null;
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
