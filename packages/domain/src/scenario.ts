import { type ScenarioFinding, scenarioFinding } from './scenario-findings.ts';

/**
 * The rules by which a unit requests and accepts charge or discharge, as apis-main takes them from a scenario text.
 * Nothing is judged here: what apis-main would stumble over only when it meets it is kept as `Unusable`, so that an
 * evaluation stumbles at the same point and over the same thing.
 */
export type Scenario = {
  /** How long a unit waits after an answer before it asks for its scenario again; null: apis-main's default applies. */
  refreshingPeriodMs: number | null;
  /** The scenario's own way to choose among answers; a period may override it. */
  strategy: StrategyRule;
  /** In the order of the text, which decides between overlapping periods. */
  periods: readonly ScenarioPeriod[];
};

/** A part that apis-main cannot work with, and why. */
export type Unusable = { unusable: string };

/** The named strategy; null where none is named. */
export type StrategyRule = string | null | Unusable;

/** `start` (included) and `end` (excluded) are compared with the time of day as text, whatever they contain. */
export type ScenarioPeriod = { key: string; start: string; end: string; rules: PeriodRules | Unusable };

export type PeriodRules = {
  /** In the order of the text, which decides between overlapping ranges. */
  statuses: readonly StatusRange[] | Unusable;
  request: RulesByStatus | Unusable;
  accept: RulesByStatus | Unusable;
  /** `undefined`: the period says nothing, the scenario's strategy applies. */
  strategy: StrategyRule | undefined;
};

/** Energy left in the battery from `lowerWh` (included) to `upperWh` (excluded); an infinite bound is open. */
export type StatusRange = { key: string; lowerWh: number; upperWh: number; status: string | Unusable };

export type RulesByStatus = ReadonlyMap<string, DirectionRules | Unusable>;

/** Directions are the owner's: `charge` takes energy from the grid, `discharge` gives. */
export type Direction = 'charge' | 'discharge';

/** An absent direction is not part of the rule. `isEmpty` tells `{}` from a rule without a direction (only "#"). */
export type DirectionRules = { isEmpty: boolean; charge?: Condition | Unusable; discharge?: Condition | Unusable };

export type Condition = {
  /** The level to charge up to or to discharge down to; null when missing: such a rule never fires. */
  limitWh: number | null;
  pointPerWh: number | null;
  /** The only unit to deal with; null: any. */
  pairUnitId: string | null;
};

/** What apis-main uses where a scenario from the Service Center names no period of its own. */
export const defaultRefreshingPeriodMs = 60_000;

export type JsonObject = Record<string, unknown>;

/**
 * Reads a scenario text as apis-main's parser does: comments and duplicate keys (the last value counts, at the place
 * of the first) are accepted. Refused is only what apis-main cannot take as a scenario at all.
 */
export function readScenario(text: string): { ok: true; scenario: Scenario } | { ok: false; problem: string } {
  const parsed = parseScenarioText(text);
  if (!parsed.ok) return { ok: false, problem: parsed.finding.message };
  const { root } = parsed;
  const period = root.refreshingPeriodMsec;
  return {
    ok: true,
    scenario: {
      refreshingPeriodMs: typeof period === 'number' ? Math.trunc(period) : null,
      strategy: strategyOf(root.acceptSelection),
      periods: Object.entries(root).flatMap(([key, value]) => periodOf(key, value)),
    },
  };
}

/** The JSON of a scenario text, with comments, as it stands. */
export function parseScenarioText(
  text: string,
): { ok: true; root: JsonObject } | { ok: false; finding: ScenarioFinding } {
  const json = parseJson(withoutComments(text));
  if (!json.ok) return json;
  if (isObject(json.value)) return { ok: true, root: json.value };
  return { ok: false, finding: scenarioFinding('error', '', 'notObjectAtAll') };
}

/**
 * A scenario text for the eyes of a home: the units that its rules deal with (`pairUnitId`) are the home itself, or not
 * named.
 */
export function withoutPartners(text: string, ownUnitId: string): string {
  return text.replace(/("pairUnitId"\s*:\s*)"((?:[^"\\]|\\.)*)"/g, (found, key: string, unitId: string) =>
    unitId === ownUnitId ? found : `${key}"******"`,
  );
}

export function isUnusable(part: unknown): part is Unusable {
  // A plain look at the property: this is asked many times for each home and minute.
  return typeof part === 'object' && part !== null && (part as Partial<Unusable>).unusable !== undefined;
}

function parseJson(text: string): { ok: true; value: unknown } | { ok: false; finding: ScenarioFinding } {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { ok: false, finding: scenarioFinding('error', '', 'notJson', { reason }) };
  }
}

/** Blanks out comments outside of strings, keeping line breaks and length so that positions in messages stay true. */
export function withoutComments(text: string): string {
  const stringOrComment = /"(?:[^"\\]|\\.)*"|\/\/[^\r\n]*|\/\*[\s\S]*?\*\//g;
  return text.replace(stringOrComment, (found) => (found.startsWith('"') ? found : found.replace(/[^\r\n]/g, ' ')));
}

/** Any root key with a `-` is taken for a time range, even `"#-note"`: that is how apis-main reads it. */
function periodOf(key: string, value: unknown): ScenarioPeriod[] {
  const range = splitRange(key);
  if (!range) return [];
  const [start, end] = range;
  return [{ key, start, end, rules: isObject(value) ? rulesOf(value) : unusable(`"${key}" must be an object`, value) }];
}

function rulesOf(period: JsonObject): PeriodRules {
  return {
    statuses: statusesOf(period.batteryStatus),
    request: rulesByStatus('request', period.request),
    accept: rulesByStatus('accept', period.accept),
    strategy: Object.hasOwn(period, 'acceptSelection') ? strategyOf(period.acceptSelection) : undefined,
  };
}

function statusesOf(value: unknown): readonly StatusRange[] | Unusable {
  if (value == null) return [];
  if (!isObject(value)) return unusable('batteryStatus must be an object', value);
  return Object.entries(value).flatMap(([key, status]) => {
    const range = splitRange(key);
    if (!range) return [];
    const [lowerWh, upperWh] = [bound(range[0], Number.NEGATIVE_INFINITY), bound(range[1], Number.POSITIVE_INFINITY)];
    const name = typeof status === 'string' ? status : unusable(`the status of "${key}" must be a string`, status);
    return [{ key, lowerWh, upperWh, status: name }];
  });
}

/** An empty bound is open, and so is one that is not a plain integer of 32 bits: apis-main swallows the error. */
function bound(text: string, open: number): number {
  if (!/^[+-]?\d+$/.test(text)) return open;
  const value = Number(text);
  return value >= -(2 ** 31) && value < 2 ** 31 ? value : open;
}

function rulesByStatus(name: string, value: unknown): RulesByStatus | Unusable {
  if (value == null) return new Map();
  if (!isObject(value)) return unusable(`${name} must be an object`, value);
  return new Map(
    Object.entries(value).map(([status, rule]) => [status, directionRulesOf(`${name}.${status}`, rule)] as const),
  );
}

function directionRulesOf(path: string, value: unknown): DirectionRules | Unusable {
  if (value === null) return { isEmpty: true };
  if (!isObject(value)) return unusable(`${path} must be an object`, value);
  const rules: DirectionRules = { isEmpty: Object.keys(value).length === 0 };
  if (value.charge != null) rules.charge = conditionOf(`${path}.charge`, value.charge);
  if (value.discharge != null) rules.discharge = conditionOf(`${path}.discharge`, value.discharge);
  return rules;
}

function conditionOf(path: string, value: unknown): Condition | Unusable {
  if (!isObject(value)) return unusable(`${path} must be an object`, value);
  const { limitWh = null, pointPerWh = null, pairUnitId = null } = value;
  if (!isNumberOrNull(limitWh)) return unusable(`${path}.limitWh must be a number`, limitWh);
  if (!isNumberOrNull(pointPerWh)) return unusable(`${path}.pointPerWh must be a number`, pointPerWh);
  if (pairUnitId !== null && typeof pairUnitId !== 'string') {
    return unusable(`${path}.pairUnitId must be a string`, pairUnitId);
  }
  return { limitWh: limitWh === null ? null : Math.trunc(limitWh), pointPerWh, pairUnitId };
}

function strategyOf(selection: unknown): StrategyRule {
  if (selection == null) return null;
  if (!isObject(selection)) return unusable('acceptSelection must be an object', selection);
  const { strategy = null } = selection;
  if (strategy !== null && typeof strategy !== 'string') {
    return unusable('acceptSelection.strategy must be a string', strategy);
  }
  return strategy;
}

/** What is before and behind the first `-` of a key; null without one. */
export function splitRange(key: string): [string, string] | null {
  const at = key.indexOf('-');
  return at < 0 ? null : [key.slice(0, at), key.slice(at + 1)];
}

function unusable(rule: string, found: unknown): Unusable {
  return { unusable: `${rule}, found ${JSON.stringify(found)}` };
}

function isNumberOrNull(value: unknown): value is number | null {
  return value === null || typeof value === 'number';
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
