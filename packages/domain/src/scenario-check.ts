import { isObject, type JsonObject, parseScenarioText, splitRange } from './scenario.ts';

/**
 * Something about a scenario that its home will not do as meant. An `error` makes the home misbehave or quietly stop
 * trading; a `warning` is a rule that never applies.
 */
export type ScenarioFinding = { level: 'error' | 'warning'; path: string; message: string };

type Note = (level: ScenarioFinding['level'], path: string, message: string) => void;

const strategies = ['amount', 'pointAndAmount'];

/**
 * Reads a scenario text as apis-main does and lists what it would stumble over, or silently take otherwise than it is
 * written. An empty list: nothing found.
 */
export function checkScenario(text: string): ScenarioFinding[] {
  const findings: ScenarioFinding[] = [];
  const note: Note = (level, path, message) => findings.push({ level, path, message });
  const parsed = parseScenarioText(text);
  if (!parsed.ok) {
    note('error', '', parsed.problem);
    return findings;
  }
  const { root } = parsed;
  checkRefreshingPeriod(root.refreshingPeriodMsec, note);
  checkSelection('acceptSelection', root.acceptSelection, note);
  const periods = Object.entries(root).filter(([key]) => splitRange(key) !== null);
  if (periods.length === 0)
    note('error', '', 'there is no period, such as "00:00:00-24:00:00": the home stops trading');
  for (const [key, value] of periods) checkPeriod(key, value, root, note);
  checkDay(
    periods.map(([key]) => key),
    note,
  );
  return findings;
}

function checkRefreshingPeriod(value: unknown, note: Note): void {
  if (value === undefined) return;
  const path = 'refreshingPeriodMsec';
  if (typeof value !== 'number') {
    note('error', path, `must be a number of milliseconds, found ${show(value)}`);
    return;
  }
  if (value <= 0) {
    note('error', path, 'must be above 0: the home would never ask again');
    return;
  }
  if (value < 1_000 || value > 86_400_000) note('warning', path, `${value} ms is an unusual pace`);
}

function checkSelection(path: string, value: unknown, note: Note): void {
  if (value === undefined) return;
  if (!isObject(value)) {
    note('error', path, `must be an object, found ${show(value)}`);
    return;
  }
  const { strategy } = value;
  if (typeof strategy !== 'string' || !strategies.includes(strategy)) {
    note('error', `${path}.strategy`, `must be ${strategies.join(' or ')}, found ${show(strategy)}`);
  }
}

const timePattern = /^(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d$/;

function checkPeriod(key: string, value: unknown, root: JsonObject, note: Note): void {
  const [start = '', end = ''] = splitRange(key) ?? [];
  if (!timePattern.test(start) || !(timePattern.test(end) || end === '24:00:00')) {
    note('error', key, 'must be a range of times such as "06:00:00-10:00:00"; a comment must not contain a "-"');
  } else if (start >= end) {
    note('error', key, 'ends before it begins and never applies: split it at midnight');
  }
  if (!isObject(value)) {
    note('error', key, `must be an object, found ${show(value)}`);
    return;
  }
  checkSelection(`${key}.acceptSelection`, value.acceptSelection, note);
  const statuses = checkStatuses(`${key}.batteryStatus`, value.batteryStatus, note);
  const selection = isObject(value.acceptSelection) ? value.acceptSelection : root.acceptSelection;
  const needsPoints = isObject(selection) && selection.strategy === 'pointAndAmount';
  checkRules(`${key}.request`, value.request, { statuses, isRequest: true, needsPoints }, note);
  checkRules(`${key}.accept`, value.accept, { statuses, isRequest: false, needsPoints: false }, note);
}

type Range = { lowerWh: number; upperWh: number };

function checkStatuses(path: string, value: unknown, note: Note): Map<string, Range[]> {
  const statuses = new Map<string, Range[]>();
  if (value === undefined) {
    note('error', path, 'is missing: the home does not trade in this period');
    return statuses;
  }
  if (!isObject(value)) {
    note('error', path, `must be an object, found ${show(value)}`);
    return statuses;
  }
  const ranges: Range[] = [];
  for (const [key, status] of Object.entries(value)) {
    const bounds = splitRange(key);
    if (!bounds) continue;
    const range = checkRange(`${path}.${key}`, bounds, note);
    if (typeof status !== 'string')
      note('error', `${path}.${key}`, `must be the name of a status, found ${show(status)}`);
    else statuses.set(status, [...(statuses.get(status) ?? []), range]);
    ranges.push(range);
  }
  if (ranges.length === 0) note('error', path, 'has no range of Wh, such as "2400-3600": the home does not trade');
  checkCover(path, ranges, note);
  return statuses;
}

function checkRange(path: string, [lower, upper]: [string, string], note: Note): Range {
  for (const bound of [lower, upper]) {
    if (bound !== '' && !/^\+?\d{1,9}$/.test(bound)) {
      note('error', path, `"${bound}" is no whole number of Wh: the home would take it as open`);
    }
  }
  const lowerWh = lower === '' ? Number.NEGATIVE_INFINITY : Number(lower);
  const upperWh = upper === '' ? Number.POSITIVE_INFINITY : Number(upper);
  if (lowerWh >= upperWh) note('error', path, 'holds nothing: its upper bound is not above its lower one');
  return { lowerWh, upperWh };
}

/** Ranges should cover every level once. Only the first of two that overlap applies. */
function checkCover(path: string, ranges: readonly Range[], note: Note): void {
  const ordered = ranges.filter(({ lowerWh, upperWh }) => lowerWh < upperWh).sort((a, b) => a.lowerWh - b.lowerWh);
  let coveredWh = 0;
  for (const [i, { lowerWh, upperWh }] of ordered.entries()) {
    if (lowerWh > coveredWh) note('warning', path, `says nothing about ${coveredWh} to ${lowerWh} Wh`);
    if (i > 0 && lowerWh < coveredWh) note('warning', path, `has ranges that overlap below ${coveredWh} Wh`);
    coveredWh = Math.max(coveredWh, upperWh);
  }
  if (ordered.length > 0 && coveredWh !== Number.POSITIVE_INFINITY) {
    note('warning', path, `says nothing about ${coveredWh} Wh and more`);
  }
}

type RuleContext = { statuses: ReadonlyMap<string, Range[]>; isRequest: boolean; needsPoints: boolean };

function checkRules(path: string, value: unknown, context: RuleContext, note: Note): void {
  if (value === undefined) return;
  if (!isObject(value)) {
    note('error', path, `must be an object, found ${show(value)}`);
    return;
  }
  for (const [status, rule] of Object.entries(value)) {
    if (status.startsWith('#')) continue;
    const place = `${path}.${status}`;
    const ranges = context.statuses.get(status);
    if (!ranges) note('warning', place, 'is for a status that batteryStatus does not have');
    if (!isObject(rule)) {
      note('error', place, `must be an object, found ${show(rule)}`);
      continue;
    }
    checkRule(place, rule, { ...context, ranges: ranges ?? [] }, note);
  }
}

const directions = ['charge', 'discharge'] as const;

function checkRule(
  path: string,
  rule: JsonObject,
  context: RuleContext & { ranges: readonly Range[] },
  note: Note,
): void {
  const given = directions.filter((direction) => rule[direction] !== undefined && rule[direction] !== null);
  if (given.length === 0 && Object.keys(rule).length > 0) {
    note('error', path, 'has neither charge nor discharge: the home does nothing');
  }
  if (given.length === 2 && context.isRequest) note('warning', path, 'has both directions: only charge is used');
  for (const direction of given) {
    const condition = rule[direction];
    const place = `${path}.${direction}`;
    if (isObject(condition)) checkCondition(place, condition, { ...context, direction }, note);
    else note('error', place, `must be an object, found ${show(condition)}`);
  }
}

function checkCondition(
  path: string,
  condition: JsonObject,
  context: { ranges: readonly Range[]; needsPoints: boolean; direction: 'charge' | 'discharge' },
  note: Note,
): void {
  const { limitWh, pointPerWh, pairUnitId } = condition;
  if (typeof limitWh !== 'number') note('error', `${path}.limitWh`, `must be a number of Wh, found ${show(limitWh)}`);
  else checkLimit(`${path}.limitWh`, limitWh, context, note);
  const isMissing = pointPerWh === undefined || pointPerWh === null;
  if (!isMissing && typeof pointPerWh !== 'number') {
    note('error', `${path}.pointPerWh`, `must be a number, found ${show(pointPerWh)}`);
  }
  if (isMissing && context.needsPoints) {
    note('error', `${path}.pointPerWh`, 'is missing, and the strategy pointAndAmount compares it');
  }
  if (pairUnitId !== undefined && pairUnitId !== null && typeof pairUnitId !== 'string') {
    note('error', `${path}.pairUnitId`, `must be the id of a unit, found ${show(pairUnitId)}`);
  }
}

function checkLimit(
  path: string,
  limitWh: number,
  { ranges, direction }: { ranges: readonly Range[]; direction: 'charge' | 'discharge' },
  note: Note,
): void {
  if (!Number.isInteger(limitWh)) note('warning', path, `is cut to ${Math.trunc(limitWh)} Wh`);
  const canApply = ranges.some(({ lowerWh, upperWh }) =>
    direction === 'charge' ? limitWh > lowerWh : limitWh < upperWh,
  );
  if (ranges.length > 0 && !canApply) {
    note(
      'warning',
      path,
      `never applies: the battery is ${direction === 'charge' ? 'above' : 'below'} it in this status`,
    );
  }
}

/** The periods should cover the day; where they overlap, the first one in the text applies. */
function checkDay(keys: readonly string[], note: Note): void {
  const ranges = keys
    .flatMap((key) => [splitRange(key) ?? (['', ''] as const)])
    .filter(([start, end]) => timePattern.test(start) && start < end)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  let covered = '00:00:00';
  for (const [start, end] of ranges) {
    if (start > covered)
      note('warning', '', `nothing is said about ${covered} to ${start}: the home does not trade then`);
    if (start < covered && start !== '00:00:00') note('warning', '', `periods overlap between ${start} and ${covered}`);
    if (end > covered) covered = end;
  }
  if (ranges.length > 0 && covered < '24:00:00') {
    note('warning', '', `nothing is said about ${covered} to 24:00:00: the home does not trade then`);
  }
}

function show(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}
