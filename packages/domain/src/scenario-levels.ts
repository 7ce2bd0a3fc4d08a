import { type Scenario, splitRange, withoutComments } from './scenario.ts';
import { listLevelsWh, type ScenarioSlot } from './scenario-bands.ts';

/** A level (Wh) at which a slot changes what it does, and how far it can be moved without passing another one. */
export type MovableLevel = {
  levelWh: number;
  leastWh: number;
  mostWh: number;
  /** Other levels that the period speaks of: at the same place two could not be told apart any more. */
  takenWh: readonly number[];
};

/** The levels of a slot that is drawn up to `topWh`, from the highest down. */
export function movableLevels(scenario: Scenario, { period: key, bands }: ScenarioSlot, topWh: number): MovableLevel[] {
  const period = scenario.periods.find((one) => one.key === key);
  if (!period) return [];
  const levels = listLevelsWh({ ...scenario, periods: [period] });
  const drawn = bands.map(({ lowerWh }) => lowerWh).filter((levelWh) => levelWh > 0);
  const barriers = [0, ...drawn, ...stateBoundsWh(period)];
  return drawn.map((levelWh) => ({
    levelWh,
    leastWh: Math.max(...barriers.filter((barrier) => barrier < levelWh)) + 1,
    // The highest goes as far as the picture; the next picture has room above it again.
    mostWh: Math.min(topWh, ...barriers.filter((barrier) => barrier > levelWh).map((barrier) => barrier - 1)),
    takenWh: levels.filter((other) => other !== levelWh),
  }));
}

/** Where a level comes to rest when it is moved to about `wishedWh`: on a whole step, where there is nothing in the way. */
export function restingLevel(level: MovableLevel, wishedWh: number, stepWh: number): number {
  const { leastWh, mostWh, takenWh } = level;
  const wantedWh = Math.min(mostWh, Math.max(leastWh, Math.round(wishedWh / stepWh) * stepWh));
  // Ends at the latest where the level is now.
  for (let apartWh = 0; ; apartWh += 1) {
    for (const nearWh of [wantedWh + apartWh, wantedWh - apartWh]) {
      if (nearWh >= leastWh && nearWh <= mostWh && !takenWh.includes(nearWh)) return nearWh;
    }
  }
}

export type LevelMove = { period: string; fromWh: number; toWh: number };

/**
 * A scenario text in which a level of a period is another one: its bounds of states, and the limits up to or down to which
 * is traded. The rest of the text stays as it is written.
 */
export function moveLevel(text: string, { period, fromWh, toWh }: LevelMove): string {
  let moved = '';
  let doneTo = 0;
  for (const { path, isKey, start, end } of tokensOf(text)) {
    const token = text.slice(start, end);
    const instead = path[0] !== period ? null : isKey ? movedKey(path, fromWh, toWh) : movedLimit(path, token);
    if (instead === null) continue;
    moved += text.slice(doneTo, start) + instead;
    doneTo = end;
  }
  return moved + text.slice(doneTo);

  function movedLimit(path: readonly (string | null)[], token: string): string | null {
    const isLimit = path.length === 5 && path[4] === 'limitWh' && (path[1] === 'request' || path[1] === 'accept');
    return isLimit && Math.trunc(Number(token)) === fromWh ? String(toWh) : null;
  }
}

function movedKey(path: readonly (string | null)[], fromWh: number, toWh: number): string | null {
  const [, part, key] = path;
  if (path.length !== 3 || part !== 'batteryStatus' || key == null) return null;
  const bounds = splitRange(key);
  if (!bounds?.some((bound) => isWh(bound, fromWh))) return null;
  return JSON.stringify(bounds.map((bound) => (isWh(bound, fromWh) ? toWh : bound)).join('-'));
}

/** A bound that is no whole number is open, see `readScenario`. */
function isWh(bound: string, levelWh: number): boolean {
  return /^[+-]?\d+$/.test(bound) && Number(bound) === levelWh;
}

function stateBoundsWh({ rules }: Scenario['periods'][number]): number[] {
  if ('unusable' in rules || 'unusable' in rules.statuses) return [];
  return rules.statuses.flatMap(({ lowerWh, upperWh }) => [lowerWh, upperWh]).filter(Number.isFinite);
}

/** A key or a simple value of a text, from `start` to `end`; `path` are the keys that lead to it, null in an array. */
type Token = { path: readonly (string | null)[]; isKey: boolean; start: number; end: number };

/** The keys and simple values of a scenario text, which may have comments. It has been read before: it is JSON otherwise. */
function* tokensOf(text: string): Generator<Token> {
  const open: { isObject: boolean; key: string | null; isValue: boolean }[] = [];
  for (const match of withoutComments(text).matchAll(/"(?:[^"\\]|\\.)*"|[{}[\]:,]|[^\s{}[\]:,"]+/g)) {
    const [token] = match;
    const place = { start: match.index, end: match.index + token.length };
    const inside = open.at(-1);
    if (token === '{' || token === '[') open.push({ isObject: token === '{', key: null, isValue: false });
    else if (token === '}' || token === ']') open.pop();
    else if (token === ':' && inside) inside.isValue = true;
    else if (token === ',' && inside) inside.isValue = false;
    else if (inside) {
      const isKey = inside.isObject && !inside.isValue;
      if (isKey) inside.key = JSON.parse(token);
      yield { path: open.map(({ key }) => key), isKey, ...place };
    }
  }
}
