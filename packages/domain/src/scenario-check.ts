import { isObject, type JsonObject, parseScenarioText, splitRange } from './scenario.ts';
import { type FindingCode, type ScenarioFinding, scenarioFinding, show } from './scenario-findings.ts';

type Note = <Code extends FindingCode>(...finding: Parameters<typeof scenarioFinding<Code>>) => void;

const strategies = ['amount', 'pointAndAmount'];

/**
 * Reads a scenario text as apis-main does and lists what it would stumble over, or silently take otherwise than it is
 * written. An empty list: nothing found.
 */
export function checkScenario(text: string): ScenarioFinding[] {
  const findings: ScenarioFinding[] = [];
  const note: Note = (...finding) => findings.push(scenarioFinding(...finding));
  const parsed = parseScenarioText(text);
  if (!parsed.ok) {
    findings.push(parsed.finding);
    return findings;
  }
  const { root } = parsed;
  checkRefreshingPeriod(root.refreshingPeriodMsec, note);
  checkSelection('acceptSelection', root.acceptSelection, note);
  const periods = Object.entries(root).filter(([key]) => splitRange(key) !== null);
  if (periods.length === 0) note('error', '', 'noPeriod');
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
    note('error', path, 'paceNoNumber', { found: show(value) });
    return;
  }
  if (value <= 0) {
    note('error', path, 'paceNotPositive');
    return;
  }
  if (value < 1_000 || value > 86_400_000) note('warning', path, 'paceUnusual', { ms: value });
}

function checkSelection(path: string, value: unknown, note: Note): void {
  if (value === undefined) return;
  if (!isObject(value)) {
    note('error', path, 'noObject', { found: show(value) });
    return;
  }
  const { strategy } = value;
  if (typeof strategy !== 'string' || !strategies.includes(strategy)) {
    note('error', `${path}.strategy`, 'noStrategy', { found: show(strategy) });
  }
}

const timePattern = /^(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d$/;

function checkPeriod(key: string, value: unknown, root: JsonObject, note: Note): void {
  const [start = '', end = ''] = splitRange(key) ?? [];
  if (!timePattern.test(start) || !(timePattern.test(end) || end === '24:00:00')) {
    note('error', key, 'noTimes');
  } else if (start >= end) {
    note('error', key, 'timesBackwards');
  }
  if (!isObject(value)) {
    note('error', key, 'noObject', { found: show(value) });
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
    note('error', path, 'statusesMissing');
    return statuses;
  }
  if (!isObject(value)) {
    note('error', path, 'noObject', { found: show(value) });
    return statuses;
  }
  const ranges: Range[] = [];
  for (const [key, status] of Object.entries(value)) {
    const bounds = splitRange(key);
    if (!bounds) continue;
    const range = checkRange(`${path}.${key}`, bounds, note);
    if (typeof status !== 'string') note('error', `${path}.${key}`, 'noStatusName', { found: show(status) });
    else statuses.set(status, [...(statuses.get(status) ?? []), range]);
    ranges.push(range);
  }
  if (ranges.length === 0) note('error', path, 'noRange');
  checkCover(path, ranges, note);
  return statuses;
}

function checkRange(path: string, [lower, upper]: [string, string], note: Note): Range {
  for (const bound of [lower, upper]) {
    if (bound !== '' && !/^\+?\d{1,9}$/.test(bound)) {
      note('error', path, 'boundNoNumber', { bound });
    }
  }
  const lowerWh = lower === '' ? Number.NEGATIVE_INFINITY : Number(lower);
  const upperWh = upper === '' ? Number.POSITIVE_INFINITY : Number(upper);
  if (lowerWh >= upperWh) note('error', path, 'rangeEmpty');
  return { lowerWh, upperWh };
}

/** Ranges should cover every level once. Only the first of two that overlap applies. */
function checkCover(path: string, ranges: readonly Range[], note: Note): void {
  const ordered = ranges.filter(({ lowerWh, upperWh }) => lowerWh < upperWh).sort((a, b) => a.lowerWh - b.lowerWh);
  let coveredWh = 0;
  for (const [i, { lowerWh, upperWh }] of ordered.entries()) {
    if (lowerWh > coveredWh) note('warning', path, 'levelsMissing', { fromWh: coveredWh, toWh: lowerWh });
    if (i > 0 && lowerWh < coveredWh) note('warning', path, 'levelsOverlap', { belowWh: coveredWh });
    coveredWh = Math.max(coveredWh, upperWh);
  }
  if (ordered.length > 0 && coveredWh !== Number.POSITIVE_INFINITY) {
    note('warning', path, 'levelsMissingAbove', { fromWh: coveredWh });
  }
}

type RuleContext = { statuses: ReadonlyMap<string, Range[]>; isRequest: boolean; needsPoints: boolean };

function checkRules(path: string, value: unknown, context: RuleContext, note: Note): void {
  if (value === undefined) return;
  if (!isObject(value)) {
    note('error', path, 'noObject', { found: show(value) });
    return;
  }
  for (const [status, rule] of Object.entries(value)) {
    if (status.startsWith('#')) continue;
    const place = `${path}.${status}`;
    const ranges = context.statuses.get(status);
    if (!ranges) note('warning', place, 'statusUnknown');
    if (!isObject(rule)) {
      note('error', place, 'noObject', { found: show(rule) });
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
    note('error', path, 'noDirection');
  }
  if (given.length === 2 && context.isRequest) note('warning', path, 'bothDirections');
  for (const direction of given) {
    const condition = rule[direction];
    const place = `${path}.${direction}`;
    if (isObject(condition)) checkCondition(place, condition, { ...context, direction }, note);
    else note('error', place, 'noObject', { found: show(condition) });
  }
}

function checkCondition(
  path: string,
  condition: JsonObject,
  context: { ranges: readonly Range[]; needsPoints: boolean; direction: 'charge' | 'discharge' },
  note: Note,
): void {
  const { limitWh, pointPerWh, pairUnitId } = condition;
  if (typeof limitWh !== 'number') note('error', `${path}.limitWh`, 'limitNoNumber', { found: show(limitWh) });
  else checkLimit(`${path}.limitWh`, limitWh, context, note);
  const isMissing = pointPerWh === undefined || pointPerWh === null;
  if (!isMissing && typeof pointPerWh !== 'number') {
    note('error', `${path}.pointPerWh`, 'pointsNoNumber', { found: show(pointPerWh) });
  }
  if (isMissing && context.needsPoints) {
    note('error', `${path}.pointPerWh`, 'pointsMissing');
  }
  if (pairUnitId !== undefined && pairUnitId !== null && typeof pairUnitId !== 'string') {
    note('error', `${path}.pairUnitId`, 'noUnit', { found: show(pairUnitId) });
  }
}

function checkLimit(
  path: string,
  limitWh: number,
  { ranges, direction }: { ranges: readonly Range[]; direction: 'charge' | 'discharge' },
  note: Note,
): void {
  if (!Number.isInteger(limitWh)) note('warning', path, 'limitCut', { limitWh: Math.trunc(limitWh) });
  const canApply = ranges.some(({ lowerWh, upperWh }) =>
    direction === 'charge' ? limitWh > lowerWh : limitWh < upperWh,
  );
  if (ranges.length > 0 && !canApply) {
    note('warning', path, direction === 'charge' ? 'alwaysAbove' : 'alwaysBelow');
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
    if (start > covered) note('warning', '', 'timesMissing', { from: covered, to: start });
    if (start < covered && start !== '00:00:00') note('warning', '', 'timesOverlap', { from: start, to: covered });
    if (end > covered) covered = end;
  }
  if (ranges.length > 0 && covered < '24:00:00') {
    note('warning', '', 'timesMissing', { from: covered, to: '24:00:00' });
  }
}
