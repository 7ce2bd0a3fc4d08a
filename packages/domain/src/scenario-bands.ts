import type { Scenario } from './scenario.ts';
import { evaluateScenario, type ScenarioDecision } from './scenario-evaluation.ts';

/**
 * What a home does about its neighbours, from the fullest battery to the emptiest. `either` gives if asked and takes if
 * offered.
 */
export const acts = ['offers', 'gives', 'either', 'keeps', 'takes', 'asks'] as const;
export type Act = (typeof acts)[number];

/** What a home does while its battery holds more than `lowerWh` and less than `upperWh`. */
export type ScenarioBand = {
  lowerWh: number;
  upperWh: number;
  act: Act;
  /** The level (Wh) down to which it gives; null when it does not. */
  giveToWh: number | null;
  /** The level (Wh) up to which it takes; null when it does not. */
  takeToWh: number | null;
};

/** A time of day, in seconds of the wall clock, in which the same rules apply; `period` null: no rules at all. */
export type ScenarioSlot = { startS: number; endS: number; period: string | null; bands: ScenarioBand[] };

const dayS = 86_400;

/**
 * A scenario as a picture: the whole day in slots, each with bands that reach from `topWh` (above 0) down to 0 without a
 * gap. Drawn is what evaluateScenario decides; where a home both asks by itself and answers, its own asking is drawn.
 */
export function scenarioSlots(scenario: Scenario, topWh: number): ScenarioSlot[] {
  const edges = scenario.periods.flatMap(({ start, end }) => [firstSecondFrom(start), firstSecondFrom(end)]);
  const levels = [...listLevelsWh(scenario).filter((levelWh) => levelWh > 0 && levelWh < topWh), 0, topWh];
  const slots: ScenarioSlot[] = [];
  for (const [startS, endS] of stretches([...edges, 0, dayS])) {
    const timeOfDay = timeText(startS);
    const { period } = evaluateScenario(scenario, { timeOfDay, remainingWh: 0 });
    const last = slots.at(-1);
    if (last?.period === period) last.endS = endS;
    else slots.push({ startS, endS, period, bands: bandsAt(scenario, timeOfDay, levels) });
  }
  return slots;
}

/** Every level (Wh) at which a rule of the scenario begins or ends; in no order. */
export function listLevelsWh({ periods }: Scenario): number[] {
  return periods.flatMap(({ rules }) => {
    if ('unusable' in rules) return [];
    const statuses = 'unusable' in rules.statuses ? [] : rules.statuses;
    const bounds = statuses.flatMap(({ lowerWh, upperWh }) => [lowerWh, upperWh]).filter(Number.isFinite);
    const conditions = [rules.request, rules.accept]
      .flatMap((part) => ('unusable' in part ? [] : [...part.values()]))
      .flatMap((rule) => ('unusable' in rule ? [] : [rule.charge, rule.discharge]));
    const limits = conditions.flatMap((condition) =>
      condition && 'limitWh' in condition && condition.limitWh !== null ? [condition.limitWh] : [],
    );
    return [...bounds, ...limits];
  });
}

/** Where nothing tells how much a battery holds: somewhat above the highest level (Wh) that scenarios speak of. */
export function topLevelWh(scenarios: readonly Scenario[]): number {
  return Math.ceil((Math.max(900, ...scenarios.flatMap(listLevelsWh)) * 1.1) / 100) * 100;
}

/** The band that holds at a time of day (seconds) and a level (Wh); a level out of the picture is in its nearest band. */
export function bandAt(slots: readonly ScenarioSlot[], secondOfDay: number, remainingWh: number): ScenarioBand | null {
  const slot = slotAt(slots, secondOfDay);
  return slot?.bands.find(({ lowerWh }) => remainingWh > lowerWh) ?? slot?.bands.at(-1) ?? null;
}

/** The slot that holds a time of day (seconds of the wall clock). */
export function slotAt(slots: readonly ScenarioSlot[], secondOfDay: number): ScenarioSlot | undefined {
  return slots.find(({ startS, endS }) => startS <= secondOfDay && secondOfDay < endS);
}

/** What the home does by a decision of evaluateScenario. */
export function actOf({ request, accept }: Pick<ScenarioDecision, 'request' | 'accept'>): Act {
  if (request) return request.direction === 'discharge' ? 'offers' : 'asks';
  if (accept.discharge) return accept.charge ? 'either' : 'gives';
  return accept.charge ? 'takes' : 'keeps';
}

function bandsAt(scenario: Scenario, timeOfDay: string, levels: readonly number[]): ScenarioBand[] {
  const bands: ScenarioBand[] = [];
  for (const [lowerWh, upperWh] of stretches(levels).reverse()) {
    // Between two levels the rules are the same, so that the middle stands for all of it.
    const remainingWh = (lowerWh + upperWh) / 2;
    const band = {
      lowerWh,
      upperWh,
      ...whatIsDone(evaluateScenario(scenario, { timeOfDay, remainingWh }), remainingWh),
    };
    const above = bands.at(-1);
    const isSame = above?.act === band.act && above.giveToWh === band.giveToWh && above.takeToWh === band.takeToWh;
    if (above && isSame) above.lowerWh = lowerWh;
    else bands.push(band);
  }
  return bands;
}

function whatIsDone({ request, accept }: ScenarioDecision, remainingWh: number) {
  const act = actOf({ request, accept });
  const given = act === 'offers' ? request : act === 'gives' || act === 'either' ? accept.discharge : null;
  const taken = act === 'asks' ? request : act === 'takes' || act === 'either' ? accept.charge : null;
  return {
    act,
    giveToWh: given && remainingWh - given.amountWh,
    takeToWh: taken && remainingWh + taken.amountWh,
  };
}

/** The stretches between sorted edges. */
function stretches(edges: readonly number[]): [number, number][] {
  const sorted = [...new Set(edges)].sort((a, b) => a - b);
  return sorted.slice(1).map((edge, i) => [sorted[i] ?? edge, edge]);
}

/** Times are compared as text, whatever they contain; as text they ascend through the day. */
function firstSecondFrom(time: string): number {
  let low = 0;
  let high = dayS;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (timeText(middle) >= time) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** `HH:mm:ss` of a second of the day, 0 … 86 400. */
export function timeText(secondOfDay: number): string {
  const parts = [secondOfDay / 3_600, (secondOfDay / 60) % 60, secondOfDay % 60];
  return parts.map((part) => String(Math.floor(part)).padStart(2, '0')).join(':');
}
