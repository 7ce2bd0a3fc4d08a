import { listUnitFailures } from '@commonwatt/database/failures';
import { findCurrentScenario } from '@commonwatt/database/scenarios';
import {
  type HomeAlert,
  type HomeProblem,
  homeAlerts,
  homeMonitorTypes,
  homeProblems,
} from '@commonwatt/domain/home-alerts';
import type { UnitRef } from '@commonwatt/domain/refs';
import { checkScenario } from '@commonwatt/domain/scenario-check';
import { listNewestSamples } from '@commonwatt/telemetry/unit-data';
import type { Deps } from '../deps.ts';

const alertDays = 30;
/** An alarm that was reported longer ago is not said to be there now. */
const presentMs = 15 * 60_000;

export type HomeAlerts = {
  /** What is the matter now. */
  problems: HomeProblem[];
  /** What is open, and what was in the last 30 days; newest first. */
  alerts: HomeAlert[];
  /** From when on closed ones are told. */
  from: Date;
};

/** What concerns a home. Of its failures residents learn the kind and the time, never what its programs wrote. */
export async function readHomeAlerts({ database, telemetry, now }: Deps, home: UnitRef): Promise<HomeAlerts> {
  const at = now();
  const from = new Date(at.getTime() - alertDays * 86_400_000);
  const [failures, scenario, [sample]] = await Promise.all([
    listUnitFailures(database, home, { types: homeMonitorTypes, from, limit: 100 }),
    findCurrentScenario(database, home),
    listNewestSamples(telemetry, { unit: home, count: 1 }),
  ]);
  const isPresent = sample !== undefined && at.getTime() - sample.datasetAt.getTime() <= presentMs;
  const isPlanFaulty = scenario !== null && checkScenario(scenario.data ?? '').some(({ level }) => level === 'error');
  return {
    problems: homeProblems({ alarm: isPresent ? sample.alarm : null, isPlanFaulty }),
    alerts: homeAlerts(failures),
    from,
  };
}
