import type { Span } from './availability.ts';
import { localDays, localHours } from './calendar-slots.ts';
import { instantOfLocalTime, localDayOf, localSecondOfDay } from './local-day.ts';
import { type Act, type ScenarioSlot, slotAt, timeText } from './scenario-bands.ts';
import type { SeriesPoint } from './series.ts';

/** A stretch of time in which a home traded by a scenario, as a picture of the day (`scenarioSlots`). */
export type PlanSpan = Span & { slots: readonly ScenarioSlot[] };

/** Charge (Wh) below which a home asks for energy by itself, and above which it gives some; null where it never does. */
export type PlanLevels = { asksBelow: SeriesPoint[]; givesAbove: SeriesPoint[] };

const givingActs: readonly Act[] = ['offers', 'gives'];

/**
 * The levels (Wh) of plans over time, as lines that hold each value until the next point. Spans ascend and do not overlap;
 * between them there is no plan, and so no level. Plans go by the clock on the wall, also on days when it is changed.
 */
export function planLevels(spans: readonly PlanSpan[], timeZone: string): PlanLevels {
  const levels: PlanLevels = { asksBelow: [], givesAbove: [] };
  const add = (line: SeriesPoint[], point: SeriesPoint) => {
    if (line.length === 0 || line.at(-1)?.value !== point.value) line.push(point);
  };
  for (const [i, span] of spans.entries()) {
    for (const atMs of instantsOfChange(span, timeZone)) {
      const slot = slotAt(span.slots, localSecondOfDay(new Date(atMs), timeZone));
      add(levels.asksBelow, { atMs, value: slot ? asksBelowWh(slot) : null });
      add(levels.givesAbove, { atMs, value: slot ? givesAboveWh(slot) : null });
    }
    if (spans[i + 1]?.fromMs === span.toMs) continue;
    for (const line of [levels.asksBelow, levels.givesAbove]) add(line, { atMs: span.toMs, value: null });
  }
  return levels;
}

/** Where another slot of the plan may begin: at its own times of day, and wherever clocks are changed. */
function instantsOfChange({ fromMs, toMs, slots }: PlanSpan, timeZone: string): number[] {
  const [firstDay, lastDay] = [fromMs, toMs].map((atMs) => localDayOf(new Date(atMs), timeZone));
  const instants = localDays(firstDay ?? '', lastDay ?? '', timeZone).flatMap(({ day }) => [
    ...slots.map(({ startS }) => instantOfLocalTime(`${day}T${timeText(startS)}`, timeZone).getTime()),
    ...localHours(day, timeZone).map((hour) => hour.fromMs),
  ]);
  return [fromMs, ...instants.filter((atMs) => atMs > fromMs && atMs < toMs).sort((a, b) => a - b)];
}

function asksBelowWh({ bands }: ScenarioSlot): number | null {
  return bands.find(({ act }) => act === 'asks')?.upperWh ?? null;
}

function givesAboveWh({ bands }: ScenarioSlot): number | null {
  return bands.findLast(({ act }) => givingActs.includes(act))?.lowerWh ?? null;
}
