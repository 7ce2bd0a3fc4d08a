import type { SceneUnit, UnitStatus } from '@commonwatt/ui/cluster/scene.ts';

export type SortKey =
  | 'unit'
  | 'status'
  | 'battery'
  | 'solar'
  | 'load'
  | 'grid'
  | 'dealing'
  | 'converter'
  | 'mode'
  | 'age';

const gravity: Record<UnitStatus, number> = { silent: 0, failure: 1, alarm: 2, late: 3, never: 4, ok: 5 };

const values: Record<SortKey, (unit: SceneUnit) => number | string | null> = {
  unit: (unit) => unit.unitId,
  status: (unit) => gravity[unit.status],
  battery: (unit) => unit.values.rsocPercent,
  solar: (unit) => unit.values.solarW,
  load: (unit) => unit.values.loadW,
  grid: (unit) => unit.values.acGridW,
  dealing: (unit) => unit.values.dcGridW,
  converter: (unit) => unit.converter,
  mode: (unit) => unit.modes.effective,
  age: (unit) => unit.ageMs,
};

const texts = new Intl.Collator('en', { numeric: true });

/** Units by one column, up or down; what is missing stands last both ways, and equal ones keep the order of their ids. */
export function sortUnits(units: readonly SceneUnit[], key: SortKey, isDown: boolean): SceneUnit[] {
  const value = values[key];
  return [...units].sort((a, b) => {
    const [left, right] = [value(a), value(b)];
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    const order =
      typeof left === 'number' && typeof right === 'number' ? left - right : texts.compare(String(left), String(right));
    return (isDown ? -order : order) || texts.compare(a.unitId, b.unitId);
  });
}
