import type { SceneUnit, UnitStatus } from '@commonwatt/ui/cluster/scene.ts';
import { sortByValue } from '../../parts/sort-by-value.ts';

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

/** The gravest first. */
export const gravity: Record<UnitStatus, number> = { silent: 0, failure: 1, alarm: 2, late: 3, never: 4, ok: 5 };

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

/** Units by one column, up or down. */
export function sortUnits(units: readonly SceneUnit[], key: SortKey, isDown: boolean): SceneUnit[] {
  return sortByValue(units, { value: values[key], idOf: ({ unitId }) => unitId, isDown });
}
