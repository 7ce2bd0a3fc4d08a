import type { Scenario } from './scenario.ts';
import { type ScenarioBand, type ScenarioSlot, scenarioSlots } from './scenario-bands.ts';

/** What a home does in a band, and what it would do instead. */
export type BandChange = { lowerWh: number; upperWh: number; before: ScenarioBand; after: ScenarioBand };
/** A time of day, in seconds of the wall clock, with the levels at which a home would do something else. */
export type SlotChange = { startS: number; endS: number; bands: BandChange[] };

/**
 * Where a home would act in another way by one scenario than by another: the times of day in their order, each from the
 * fullest battery down. Prices and how answers are chosen are no part of it.
 */
export function scenarioChanges(before: Scenario, after: Scenario, topWh: number): SlotChange[] {
  const [was, is] = [scenarioSlots(before, topWh), scenarioSlots(after, topWh)];
  const edges = [...new Set([...was, ...is].map(({ startS }) => startS))].sort((a, b) => a - b);
  const changes: SlotChange[] = [];
  edges.forEach((startS, i) => {
    const endS = edges[i + 1] ?? dayS;
    const bands = bandChanges(slotAt(was, startS), slotAt(is, startS));
    const last = changes.at(-1);
    if (last?.endS === startS && JSON.stringify(last.bands) === JSON.stringify(bands)) last.endS = endS;
    else if (bands.length > 0) changes.push({ startS, endS, bands });
  });
  return changes;
}

const dayS = 86_400;

function slotAt(slots: readonly ScenarioSlot[], secondOfDay: number): readonly ScenarioBand[] {
  return slots.findLast(({ startS }) => startS <= secondOfDay)?.bands ?? [];
}

/** Both cover all levels without a gap, from the fullest down. */
function bandChanges(was: readonly ScenarioBand[], is: readonly ScenarioBand[]): BandChange[] {
  return was.flatMap((before) =>
    is.flatMap((after) => {
      const lowerWh = Math.max(before.lowerWh, after.lowerWh);
      const upperWh = Math.min(before.upperWh, after.upperWh);
      return lowerWh < upperWh && !isSame(before, after) ? [{ lowerWh, upperWh, before, after }] : [];
    }),
  );
}

function isSame(a: ScenarioBand, b: ScenarioBand): boolean {
  return a.act === b.act && a.giveToWh === b.giveToWh && a.takeToWh === b.takeToWh;
}
