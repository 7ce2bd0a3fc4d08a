type Found = { found: string };

/**
 * Everything that can be said of a scenario, in English, by its code: what apps say in the language of their users is made
 * of the same code and values.
 */
const sentences = {
  notJson: ({ reason }: { reason: string }) => `is not valid JSON: ${reason}`,
  notObjectAtAll: () => 'must be a JSON object, for example { "00:00:00-24:00:00": … }',
  noPeriod: () => 'there is no period, such as "00:00:00-24:00:00": the home stops trading',
  paceNoNumber: ({ found }: Found) => `must be a number of milliseconds, found ${found}`,
  paceNotPositive: () => 'must be above 0: the home would never ask again',
  paceUnusual: ({ ms }: { ms: number }) => `${ms} ms is an unusual pace`,
  noObject: ({ found }: Found) => `must be an object, found ${found}`,
  noStrategy: ({ found }: Found) => `must be amount or pointAndAmount, found ${found}`,
  noTimes: () => 'must be a range of times such as "06:00:00-10:00:00"; a comment must not contain a "-"',
  timesBackwards: () => 'ends before it begins and never applies: split it at midnight',
  statusesMissing: () => 'is missing: the home does not trade in this period',
  noStatusName: ({ found }: Found) => `must be the name of a status, found ${found}`,
  noRange: () => 'has no range of Wh, such as "2400-3600": the home does not trade',
  boundNoNumber: ({ bound }: { bound: string }) =>
    `"${bound}" is no whole number of Wh: the home would take it as open`,
  rangeEmpty: () => 'holds nothing: its upper bound is not above its lower one',
  levelsMissing: ({ fromWh, toWh }: { fromWh: number; toWh: number }) => `says nothing about ${fromWh} to ${toWh} Wh`,
  levelsOverlap: ({ belowWh }: { belowWh: number }) => `has ranges that overlap below ${belowWh} Wh`,
  levelsMissingAbove: ({ fromWh }: { fromWh: number }) => `says nothing about ${fromWh} Wh and more`,
  statusUnknown: () => 'is for a status that batteryStatus does not have',
  noDirection: () => 'has neither charge nor discharge: the home does nothing',
  bothDirections: () => 'has both directions: only charge is used',
  limitNoNumber: ({ found }: Found) => `must be a number of Wh, found ${found}`,
  pointsNoNumber: ({ found }: Found) => `must be a number, found ${found}`,
  pointsMissing: () => 'is missing, and the strategy pointAndAmount compares it',
  noUnit: ({ found }: Found) => `must be the id of a unit, found ${found}`,
  limitCut: ({ limitWh }: { limitWh: number }) => `is cut to ${limitWh} Wh`,
  alwaysAbove: () => 'never applies: the battery is above it in this status',
  alwaysBelow: () => 'never applies: the battery is below it in this status',
  timesMissing: ({ from, to }: { from: string; to: string }) =>
    `nothing is said about ${from} to ${to}: the home does not trade then`,
  timesOverlap: ({ from, to }: { from: string; to: string }) => `periods overlap between ${from} and ${to}`,
};

export type FindingCode = keyof typeof sentences;
type Values<Code extends FindingCode> = Parameters<(typeof sentences)[Code]>;

/**
 * Something about a scenario that its home will not do as meant. An `error` makes the home misbehave or quietly stop
 * trading; a `warning` is a rule that never applies.
 */
export type ScenarioFinding = {
  level: 'error' | 'warning';
  /** Where in the JSON; empty: the whole. */
  path: string;
  code: FindingCode;
  values: Readonly<Record<string, string | number>>;
  /** The same in English. */
  message: string;
};

/** What was found instead of something, for a sentence: `nothing`, or its JSON. */
export function show(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}

export function scenarioFinding<Code extends FindingCode>(
  level: ScenarioFinding['level'],
  path: string,
  code: Code,
  ...values: Values<Code>
): ScenarioFinding {
  const say = sentences[code] as (...values: Values<Code>) => string;
  return { level, path, code, values: values[0] ?? {}, message: say(...values) };
}
