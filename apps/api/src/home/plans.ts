import { findScenarioFetch, hashScenario, type ScenarioFetch } from '@commonwatt/database/scenario-fetches';
import { findCurrentChoice, listAvailableScenarios, type Scenario } from '@commonwatt/database/scenarios';
import { DomainError } from '@commonwatt/domain/domain-error';
import type { UnitRef } from '@commonwatt/domain/refs';
import { readScenario, withoutPartners } from '@commonwatt/domain/scenario';
import { type ScenarioSlot, scenarioSlots, topLevelWh } from '@commonwatt/domain/scenario-bands';
import { checkScenario } from '@commonwatt/domain/scenario-check';
import type { Deps } from '../deps.ts';
import { type DatedWeek, previewWeek, readCapacityWh } from '../scenarios/preview-week.ts';
import { recordChoice } from '../scenarios/record-choice.ts';

/** A scenario as its home may see it. */
export type Plan = {
  id: number;
  name: string;
  description: string | null;
  /** False for one that is in force although the home could not choose it any more. */
  isAvailable: boolean;
  /** The home would stumble over it or quietly stop trading: staff have to repair it. */
  isFaulty: boolean;
  /** The day as a picture up to `topWh` of the list; null when the text is no scenario. */
  slots: ScenarioSlot[] | null;
  text: string;
};

export type PlanList = {
  /** Null when the home does not report it: levels are then Wh without a full battery to compare with. */
  capacityWh: number | null;
  /** The level (Wh) that the picture of every plan reaches. */
  topWh: number;
  current: {
    scenarioId: number | null;
    since: Date;
    /**
     * What the home's program asked for: since when it has this plan (null: it was given another one last), and when it asked
     * last, to some minutes. Null: it never did.
     */
    fetch: { since: Date | null; lastAt: Date } | null;
  } | null;
  plans: Plan[];
};

/** What a home may choose from, with what is chosen. */
export async function readPlans({ database, telemetry }: Deps, home: UnitRef): Promise<PlanList> {
  const [choice, available, capacityWh, fetch] = await Promise.all([
    findCurrentChoice(database, home),
    listAvailableScenarios(database, home),
    readCapacityWh(telemetry, home),
    findScenarioFetch(database, home),
  ]);
  const chosen = choice?.scenario ?? null;
  const isListed = chosen === null || available.some(({ id }) => id === chosen.id);
  const scenarios = isListed ? available : [chosen, ...available];
  const topWh = capacityWh ?? topLevelWh(scenarios.flatMap(readable));
  return {
    capacityWh,
    topWh,
    current: choice && {
      scenarioId: chosen?.id ?? null,
      since: choice.createdAt,
      fetch: fetch && ofPlan(fetch, chosen),
    },
    plans: scenarios.map((scenario) => planOf(scenario, { home, topWh, isAvailable: available.includes(scenario) })),
  };
}

function ofPlan({ dataHash, since, lastAt }: Omit<ScenarioFetch, 'unit'>, chosen: Scenario | null) {
  return { since: dataHash === hashScenario(chosen?.data ?? null) ? since : null, lastAt };
}

function planOf(
  { id, name, description, data }: Scenario,
  { home, topWh, isAvailable }: { home: UnitRef; topWh: number; isAvailable: boolean },
): Plan {
  const text = data ?? '';
  const read = readScenario(text);
  return {
    id,
    name,
    description,
    isAvailable,
    isFaulty: checkScenario(text).some(({ level }) => level === 'error'),
    slots: read.ok ? scenarioSlots(read.scenario, topWh) : null,
    text: withoutPartners(text, home.unitId),
  };
}

/** Chooses a plan for a home, or none. What is in force already stays, even when the home could not choose it any more. */
export async function choosePlan(
  deps: Deps,
  request: { home: UnitRef; scenarioId: number | null; actor: { id: number; username: string }; address: string },
): Promise<{ hasChanged: boolean; previousId: number | null }> {
  const { home, scenarioId, actor, address } = request;
  const [choice, available] = await Promise.all([
    findCurrentChoice(deps.database, home),
    listAvailableScenarios(deps.database, home),
  ]);
  const previousId = choice?.scenario?.id ?? null;
  if (previousId === scenarioId) return { hasChanged: false, previousId };
  if (scenarioId !== null && available.every(({ id }) => id !== scenarioId)) throw noSuchPlan();
  await recordChoice(deps, { unit: home, before: previousId, after: scenarioId, actor, address });
  return { hasChanged: true, previousId };
}

/** What a home would have wished for under a plan over the last week; see `previewWeek`. */
export async function previewPlan(
  deps: Deps,
  { home, scenarioId, timeZone }: { home: UnitRef; scenarioId: number; timeZone: string },
): Promise<DatedWeek | null> {
  const { database, telemetry, now } = deps;
  const [choice, available] = await Promise.all([
    findCurrentChoice(database, home),
    listAvailableScenarios(database, home),
  ]);
  const scenario = [choice?.scenario, ...available].find((one) => one?.id === scenarioId);
  if (!scenario) throw noSuchPlan();
  const read = readScenario(scenario.data ?? '');
  if (!read.ok) throw new DomainError('PRECONDITION_FAILED', `This plan cannot be read: it ${read.problem}`);
  return previewWeek(telemetry, { unit: home, scenario: read.scenario, timeZone, now: now() });
}

function readable({ data }: Scenario) {
  const read = readScenario(data ?? '');
  return read.ok ? [read.scenario] : [];
}

function noSuchPlan(): DomainError {
  return new DomainError('BAD_REQUEST', 'Your home has no such plan');
}
