import type { Scene, SceneUnit } from '@commonwatt/ui/cluster/scene.ts';
import { sortByValue } from '../../parts/sort-by-value.ts';
import { wordSearch } from '../../parts/word-search.ts';
import { gravity } from '../live/sort-units.ts';
import type { UnitColumn, UnitGroup, UnitsSearch } from './units-search.ts';

/** What is known of units beyond what they report; a part that has not come yet is null. */
export type UnitExtras = {
  /** How available each was, 0 … 1, null where that is not known. */
  rates: ReadonlyMap<string, number | null> | null;
  /** The name of the scenario that each trades by. */
  scenarios: ReadonlyMap<string, string> | null;
  /** How many accounts each has. */
  residents: ReadonlyMap<string, number> | null;
  /** The units with an open failure, with how many. */
  failures: ReadonlyMap<string, number>;
};

/** A unit in the list of all. */
export type ListedUnit = {
  unit: SceneUnit;
  givesTo: string[];
  receivesFrom: string[];
  failureCount: number;
  rate: number | null;
  scenario: string | null;
  /** Null: not known, or not registered. */
  residentCount: number | null;
};

/** Every unit of a cluster, registered or only heard of, with what is known of it. */
export function listUnits(scene: Scene, { rates, scenarios, residents, failures }: UnitExtras): ListedUnit[] {
  return scene.units.map((unit) => {
    const { unitId } = unit;
    const own = scene.deals.filter(({ dealId }) => unit.dealIds.includes(dealId));
    return {
      unit,
      givesTo: distinct(own.filter(({ fromUnitId }) => fromUnitId === unitId).map(({ toUnitId }) => toUnitId)),
      receivesFrom: distinct(own.filter(({ toUnitId }) => toUnitId === unitId).map(({ fromUnitId }) => fromUnitId)),
      failureCount: failures.get(unitId) ?? 0,
      rate: rates?.get(unitId) ?? null,
      scenario: scenarios?.get(unitId) ?? null,
      residentCount: residents?.get(unitId) ?? null,
    };
  });
}

function distinct(unitIds: readonly string[]): string[] {
  return [...new Set(unitIds)].sort();
}

/** The units that a view shows, in its order: those whose id, name or scenario has every word that was typed. */
export function arrangeUnits(
  units: readonly ListedUnit[],
  { q = '', show, by = 'unit', order }: UnitsSearch,
): ListedUnit[] {
  const isFound = wordSearch(q);
  const found = units.filter((listed) => {
    const { unit, scenario } = listed;
    return isFound(`${unit.unitId} ${unit.name} ${scenario ?? ''}`) && (show === undefined || isIn[show](listed));
  });
  const isDown = order === 'descending';
  return sortByValue(found, { value: columnValues[by], idOf: ({ unit }) => unit.unitId, isDown });
}

const isIn: Record<UnitGroup, (listed: ListedUnit) => boolean> = {
  attention: ({ unit, failureCount }) => unit.status !== 'ok' || !unit.isRegistered || failureCount > 0,
  dealing: ({ unit }) => unit.dealIds.length > 0,
  failure: ({ failureCount }) => failureCount > 0,
  silent: ({ unit }) => unit.shown === 'silent',
  late: ({ unit }) => unit.shown === 'late',
  never: ({ unit }) => unit.shown === 'never',
  noResident: ({ residentCount }) => residentCount === 0,
};

const columnValues: Record<UnitColumn, (listed: ListedUnit) => number | string | null> = {
  unit: ({ unit }) => unit.unitId,
  status: ({ unit }) => gravity[unit.status],
  battery: ({ unit }) => unit.values.rsocPercent,
  solar: ({ unit }) => unit.values.solarW,
  load: ({ unit }) => unit.values.loadW,
  grid: ({ unit }) => unit.values.acGridW,
  dcNet: ({ unit }) => unit.values.dcGridW,
  deals: ({ unit }) => unit.dealIds.length,
  mode: ({ unit }) => unit.modes.effective,
  scenario: ({ scenario }) => scenario,
  residents: ({ residentCount }) => residentCount,
  age: ({ unit }) => unit.ageMs,
  rate: ({ rate }) => rate,
};

/** The first row of the file of a list, by what programs call things. */
export const csvHeading = [
  'unit',
  'name',
  'status',
  'battery_percent',
  'remaining_wh',
  'solar_w',
  'home_use_w',
  'ac_grid_w',
  'dc_net_w',
  'mode',
  'gives_to',
  'receives_from',
  'scenario',
  'residents',
  'open_failures',
  'last_data',
  'availability_30_days',
] as const;

/** A unit as a row of that file; what is not known is empty. */
export function csvRow(listed: ListedUnit): (string | number | null)[] {
  const { unit, givesTo, receivesFrom, failureCount, rate, scenario, residentCount } = listed;
  const { rsocPercent, remainingWh, solarW, loadW, acGridW, dcGridW } = unit.values;
  return [
    unit.unitId,
    unit.name,
    unit.status,
    rsocPercent,
    remainingWh,
    solarW,
    loadW,
    acGridW,
    dcGridW,
    unit.modes.effective,
    givesTo.join(' '),
    receivesFrom.join(' '),
    scenario,
    residentCount,
    failureCount,
    unit.takenAtMs === null ? null : new Date(unit.takenAtMs).toISOString(),
    rate,
  ];
}
