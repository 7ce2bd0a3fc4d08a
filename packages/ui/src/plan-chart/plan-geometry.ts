import type { Act, ScenarioSlot } from '@commonwatt/domain/scenario-bands';

/** Where the plot stands in its drawing, px. */
export type PlotArea = { left: number; top: number; width: number; height: number };

export type BandShape = { act: Act; slot: number; x: number; y: number; width: number; height: number };
export type LevelLine = { x1: number; x2: number; y: number };
export type TimeTick = { secondOfDay: number; x: number };

const dayS = 86_400;

/** Room for the texts left of a plot, px: as wide as the longest of them, of 12 px type, and a gap on both sides. */
export function axisWidth(texts: readonly string[]): number {
  return Math.max(...texts.map(({ length }) => length)) * charPx + 2 * axisGap;
}

/** Between the texts of the axis and the plot, px. */
export const axisGap = 6;
/** Digits and capitals of 12 px type are not wider. */
const charPx = 7;

export function planX({ left, width }: PlotArea, secondOfDay: number): number {
  return left + (Math.min(dayS, Math.max(0, secondOfDay)) / dayS) * width;
}

/** Levels beyond the picture are drawn at its edge. */
export function planY({ top, height }: PlotArea, levelWh: number, topWh: number): number {
  return top + height * (1 - Math.min(1, Math.max(0, levelWh / topWh)));
}

/** The level (Wh) at a height of the plot, also beyond it: the reverse of `planY`. */
export function planLevel({ top, height }: PlotArea, y: number, topWh: number): number {
  return (1 - (y - top) / height) * topWh;
}

/** Every band of every slot as a rectangle. */
export function bandShapes(slots: readonly ScenarioSlot[], topWh: number, area: PlotArea): BandShape[] {
  return slots.flatMap(({ startS, endS, bands }, slot) => {
    const x = planX(area, startS);
    const width = planX(area, endS) - x;
    return bands.map(({ act, lowerWh, upperWh }) => {
      const y = planY(area, upperWh, topWh);
      return { act, slot, x, y, width, height: planY(area, lowerWh, topWh) - y };
    });
  });
}

/** The levels at which a plan changes what it does, as lines over its slots. */
export function levelLines(slots: readonly ScenarioSlot[], topWh: number, area: PlotArea): LevelLine[] {
  return slots.flatMap(({ startS, endS, bands }) =>
    bands
      .filter(({ lowerWh }) => lowerWh > 0)
      .map(({ lowerWh }) => ({ x1: planX(area, startS), x2: planX(area, endS), y: planY(area, lowerWh, topWh) })),
  );
}

/**
 * The times to write below a plan: where its slots begin and end, those of the slot `selected` first, leaving out what
 * would come nearer than `leastPx` to one that is written; a plan of one slot shows quarters of the day.
 */
export function timeTicks(
  slots: readonly ScenarioSlot[],
  { area, selected, leastPx }: { area: PlotArea; selected: number; leastPx: number },
): TimeTick[] {
  const edges = slots.length > 1 ? slots.map(({ startS }) => startS) : [0, dayS / 4, dayS / 2, (dayS * 3) / 4];
  const { startS, endS } = slots[selected] ?? { startS: 0, endS: dayS };
  const ticks: TimeTick[] = [];
  for (const secondOfDay of [...(slots.length > 1 ? [startS, endS] : []), ...edges, dayS]) {
    const x = planX(area, secondOfDay);
    if (ticks.every((tick) => Math.abs(tick.x - x) >= leastPx)) ticks.push({ secondOfDay, x });
  }
  return ticks.sort((a, b) => a.x - b.x);
}
