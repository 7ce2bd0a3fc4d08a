import {
  type Condition,
  type Direction,
  type DirectionRules,
  isUnusable,
  type PeriodRules,
  type Scenario,
  type ScenarioPeriod,
  type Unusable,
} from './scenario.ts';

/** What the rules are applied to: the unit's own time of day `HH:mm:ss` and the energy left in its battery. */
export type ScenarioSituation = { timeOfDay: string; remainingWh: number };

export type Strategy = 'amount' | 'pointAndAmount';

/** What a unit would ask for or agree to: `amountWh` > 0, before any limit of the policy. */
export type Offer = { direction: Direction; amountWh: number; pointPerWh: number | null; pairUnitId: string | null };

/** What a scenario says in one situation. */
export type ScenarioDecision = {
  /** Key of the period in force; null in a gap. */
  period: string | null;
  status: string | null;
  request: Offer | null;
  /** What the unit would accept to do, by its own direction: `accept.discharge` answers others' charge requests. */
  accept: { charge: Offer | null; discharge: Offer | null };
  strategy: Strategy;
  /** What apis-main would complain about, or fail at, here. */
  problems: readonly string[];
};

/** The rules for deals that all units of a cluster share; amounts in Wh. */
export type DealAmountPolicy = { amountMinWh: number; amountMaxWh: number; amountUnitWh: number };

/** Another unit's answer to a request; in lists, in the order received. */
export type Answer = { unitId: string; amountWh: number; pointPerWh: number | null };

/** Applies a scenario to one situation: the first period and then the first status that fit, in the order of the text. */
export function evaluateScenario(scenario: Scenario, { timeOfDay, remainingWh }: ScenarioSituation): ScenarioDecision {
  const problems: string[] = [];
  const period = periodAt(scenario, timeOfDay, problems);
  const rules = period === null ? null : usable(period.rules, problems);
  const strategy = rules === null ? 'amount' : chosenStrategy(scenario, rules, problems);
  const status = rules === null ? null : statusAt(rules, remainingWh, problems);
  const request = rules === null || status === null ? noRules : rulesFor(rules.request, status, problems);
  const accept = rules === null || status === null ? noRules : rulesFor(rules.accept, status, problems);
  // A request rule that names both directions asks for charge only (apis-main, scenario evaluation, request).
  const asked = request.charge ? 'charge' : 'discharge';
  return {
    period: period === null ? null : period.key,
    status,
    request: offerOf(asked, request[asked], remainingWh, problems),
    accept: {
      charge: offerOf('charge', accept.charge, remainingWh, problems),
      discharge: offerOf('discharge', accept.discharge, remainingWh, problems),
    },
    strategy,
    problems,
  };
}

/** True when an amount is big enough to ask for or to answer with: more than the least deal, strictly. */
export function isWorthDealing(offer: Offer | null, policy: DealAmountPolicy): offer is Offer {
  return offer !== null && offer.amountWh > policy.amountMinWh;
}

/**
 * What a unit answers to a request of another one: the opposite direction, if its scenario accepts it and neither
 * side insists on a third unit as partner. Null: no answer.
 */
export function answerRequest(
  decision: ScenarioDecision,
  request: { offer: Offer; unitId: string },
  answering: { unitId: string; policy: DealAmountPolicy },
): Answer | null {
  const { offer } = request;
  if (offer.pairUnitId !== null && offer.pairUnitId !== answering.unitId) return null;
  const own = decision.accept[offer.direction === 'charge' ? 'discharge' : 'charge'];
  if (!isWorthDealing(own, answering.policy)) return null;
  if (own.pairUnitId !== null && own.pairUnitId !== request.unitId) return null;
  return { unitId: answering.unitId, amountWh: own.amountWh, pointPerWh: own.pointPerWh };
}

/**
 * The answer a requester takes: the largest amount, or with `pointAndAmount` the best price within its own limit and
 * among equal prices the larger amount. Earlier answers win ties. Null: none fits.
 */
export function chooseAccept(request: Offer, answers: readonly Answer[], strategy: Strategy): Answer | null {
  const allowed = answers.filter(({ unitId }) => request.pairUnitId === null || unitId === request.pairUnitId);
  if (strategy === 'amount') return best(allowed, (one, other) => one.amountWh > other.amountWh);
  // A request without a price cannot be compared with any: apis-main fails there and no deal comes about.
  const { pointPerWh: ownPoint } = request;
  if (ownPoint === null) return null;
  const sign = request.direction === 'charge' ? 1 : -1;
  const priced = allowed.flatMap((answer) =>
    answer.pointPerWh === null ? [] : [{ answer, cost: sign * answer.pointPerWh }],
  );
  const affordable = priced.filter(({ cost }) => cost <= sign * ownPoint);
  const chosen = best(
    affordable,
    (one, other) => one.cost < other.cost || (one.cost === other.cost && one.answer.amountWh > other.answer.amountWh),
  );
  return chosen?.answer ?? null;
}

/** Size (Wh) of the deal that two amounts lead to: capped, in whole units; null when that is below the least deal. */
export function dealAmountWh(requestedWh: number, acceptedWh: number, policy: DealAmountPolicy): number | null {
  const amountWh = Math.min(requestedWh, acceptedWh, policy.amountMaxWh);
  const wholeWh = Math.floor(amountWh / policy.amountUnitWh) * policy.amountUnitWh;
  return wholeWh >= policy.amountMinWh && wholeWh > 0 ? wholeWh : null;
}

const noRules: Pick<DirectionRules, 'charge' | 'discharge'> = {};

function periodAt({ periods }: Scenario, timeOfDay: string, problems: string[]): ScenarioPeriod | null {
  const period = periods.find(({ start, end }) => start <= timeOfDay && timeOfDay < end);
  return period ?? complain(problems, `no entry matched for time : ${timeOfDay}`);
}

function chosenStrategy(scenario: Scenario, rules: PeriodRules, problems: string[]): Strategy {
  const named = rules.strategy === undefined ? scenario.strategy : rules.strategy;
  if (named === 'amount' || named === 'pointAndAmount') return named;
  if (isUnusable(named)) complain(problems, named.unusable);
  else
    complain(problems, `${named === null ? 'no' : `unknown (${named})`} strategy in acceptSelection, amount is used`);
  return 'amount';
}

function statusAt(rules: PeriodRules, remainingWh: number, problems: string[]): string | null {
  const statuses = usable(rules.statuses, problems);
  if (statuses === null) return null;
  const range = statuses.find(({ lowerWh, upperWh }) => lowerWh <= remainingWh && remainingWh < upperWh);
  if (!range) return complain(problems, `no batteryStatus matched; remainingWh : ${remainingWh}`);
  return usable(range.status, problems);
}

function rulesFor(rules: PeriodRules['request'], status: string, problems: string[]): typeof noRules {
  const rule = usable(usable(rules, problems)?.get(status) ?? noRules, problems) ?? noRules;
  if ('isEmpty' in rule && !rule.isEmpty && !rule.charge && !rule.discharge) {
    complain(problems, `the rule for "${status}" has neither charge nor discharge`);
  }
  return rule;
}

function offerOf(
  direction: Direction,
  condition: Condition | Unusable | undefined,
  remainingWh: number,
  problems: string[],
): Offer | null {
  const usableCondition = condition === undefined ? null : usable(condition, problems);
  if (usableCondition === null) return null;
  const { limitWh, pointPerWh, pairUnitId } = usableCondition;
  if (limitWh === null) return complain(problems, `${direction} has no limitWh`);
  const amountWh = direction === 'charge' ? limitWh - remainingWh : remainingWh - limitWh;
  if (amountWh < 0) return complain(problems, `${direction} amount is negative : ${amountWh}`);
  return amountWh === 0 ? null : { direction, amountWh, pointPerWh, pairUnitId };
}

/** The part itself, or null and a complaint when apis-main cannot work with it. */
function usable<T>(part: T | Unusable, problems: string[]): T | null {
  return isUnusable(part) ? complain(problems, part.unusable) : part;
}

function complain(problems: string[], problem: string): null {
  problems.push(problem);
  return null;
}

/** The first element that no later one beats. */
function best<T>(list: readonly T[], beats: (one: T, other: T) => boolean): T | null {
  return list.reduce<T | null>((winner, one) => (winner === null || beats(one, winner) ? one : winner), null);
}
