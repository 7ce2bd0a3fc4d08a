import type { SceneUnit } from './scene.ts';

/** Units that belong together, by their branch or the head of their id. */
export type UnitGroup = { name: string; units: SceneUnit[]; netW: number };

const mostGroups = 8;

/** Cuts many units into a few groups of neighbours, in the order of their ids, named by first and last id. */
export function groupUnits(units: readonly SceneUnit[]): UnitGroup[] {
  const perGroup = Math.max(1, groupSize(units.length));
  const groups: UnitGroup[] = [];
  for (let i = 0; i < units.length; i += perGroup) {
    const members = units.slice(i, i + perGroup);
    const netW = members.reduce((sum, unit) => sum + unit.dealW, 0);
    groups.push({ name: `${members[0]?.unitId}–${members.at(-1)?.unitId}`, units: members, netW });
  }
  return groups;
}

/** Round numbers of units per group, so that group names are easy to remember. */
function groupSize(count: number): number {
  const least = count / mostGroups;
  return [25, 50, 100, 125, 200, 250, 500, 1_000].find((size) => size >= least) ?? Math.ceil(least);
}

export type Dot = { unit: SceneUnit; x: number; y: number };

const binPercent = 2.5;

/**
 * One dot per unit at its battery level, stacked upwards where levels are alike. `x` runs from 0 (empty) to 1 (full),
 * `y` counts dots from the base line. Units whose level is not known, or not fresh, are left out.
 */
export function stackDots(units: readonly SceneUnit[]): Dot[] {
  const heights = new Map<number, number>();
  const shown = units.filter((unit) => unit.values.rsocPercent !== null && unit.shown === 'fresh');
  return shown.map((unit) => {
    const bin = Math.min(100 / binPercent - 1, Math.max(0, Math.floor((unit.values.rsocPercent ?? 0) / binPercent)));
    const y = heights.get(bin) ?? 0;
    heights.set(bin, y + 1);
    return { unit, x: ((bin + 0.5) * binPercent) / 100, y };
  });
}
