import type { Scenario } from './scenario.ts';
import { type Act, actOf, timeText } from './scenario-bands.ts';
import { evaluateScenario, type ScenarioDecision } from './scenario-evaluation.ts';

/** The battery of a home as it was at an instant; `secondOfDay` by the wall clock there, 0 … 86 399. */
export type BatteryReading = { atMs: number; secondOfDay: number; remainingWh: number };

export const wishes = ['offers', 'gives', 'takes', 'asks'] as const;
export type Wish = (typeof wishes)[number];

/** How long and how often a home would have had a wish, and how much energy it was about. */
export type WishPreview = { durationMs: number; times: number; amountWh: number };

export type ScenarioPreview = {
  /** How much of the period the readings cover. */
  coveredMs: number;
  wishes: Record<Wish, WishPreview>;
};

/**
 * What a home would have asked and offered under a scenario, had its battery been as the readings say (oldest first). A
 * reading holds until the next one, unless that is more than `maxGapMs` away: then nothing is known in between.
 *
 * A wish that lasts is one wish: it counts once, with the most that it was about while it lasted. What would have come of
 * it is unknown, since the neighbours were not asked and the battery would have gone another way.
 */
export function previewScenario(
  scenario: Scenario,
  readings: readonly BatteryReading[],
  maxGapMs: number,
): ScenarioPreview {
  const preview: ScenarioPreview = {
    coveredMs: 0,
    wishes: { offers: none(), gives: none(), takes: none(), asks: none() },
  };
  const lasting = new Map<Wish, number>();
  for (const [i, { atMs, secondOfDay, remainingWh }] of readings.entries()) {
    const heldMs = (readings[i + 1]?.atMs ?? atMs) - atMs;
    const isKnown = heldMs > 0 && heldMs <= maxGapMs;
    const decision = evaluateScenario(scenario, { timeOfDay: timeText(secondOfDay), remainingWh });
    if (isKnown) preview.coveredMs += heldMs;
    for (const wish of wishes) {
      const amountWh = isKnown ? wishedWh(wish, decision) : null;
      note(preview.wishes[wish], lasting.get(wish) ?? null, amountWh, heldMs);
      if (amountWh === null) lasting.delete(wish);
      else lasting.set(wish, Math.max(amountWh, lasting.get(wish) ?? 0));
    }
  }
  return preview;
}

function none(): WishPreview {
  return { durationMs: 0, times: 0, amountWh: 0 };
}

/** Adds one reading to a wish: `countedWh` is what it counts already, null when it begins here. */
function note(wish: WishPreview, countedWh: number | null, amountWh: number | null, heldMs: number): void {
  if (amountWh === null) return;
  wish.durationMs += heldMs;
  wish.amountWh += Math.max(0, amountWh - (countedWh ?? 0));
  if (countedWh === null) wish.times += 1;
}

const actsOfWish: Record<Wish, readonly Act[]> = {
  offers: ['offers'],
  gives: ['gives', 'either'],
  takes: ['takes', 'either'],
  asks: ['asks'],
};

function wishedWh(wish: Wish, decision: ScenarioDecision): number | null {
  if (!actsOfWish[wish].includes(actOf(decision))) return null;
  const { request, accept } = decision;
  const offer = { offers: request, asks: request, gives: accept.discharge, takes: accept.charge }[wish];
  return offer?.amountWh ?? null;
}
