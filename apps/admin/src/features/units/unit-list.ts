import type { UnitDetails } from '@commonwatt/domain/unit-details';
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
  /** What each reports beside what the live view shows. */
  details: ReadonlyMap<string, UnitDetails> | null;
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
  details: UnitDetails | null;
};

/** Every unit of a cluster, registered or only heard of, with what is known of it. */
export function listUnits(scene: Scene, { rates, scenarios, residents, details, failures }: UnitExtras): ListedUnit[] {
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
      details: details?.get(unitId) ?? null,
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
  remaining: ({ unit }) => unit.values.remainingWh,
  batteryPower: ({ unit }) => unit.values.batteryW,
  batteryVoltage: ({ details }) => details?.batteryV ?? null,
  batteryCurrent: ({ details }) => details?.batteryA ?? null,
  solar: ({ unit }) => unit.values.solarW,
  load: ({ unit }) => unit.values.loadW,
  loadVoltage: ({ details }) => details?.loadV ?? null,
  grid: ({ unit }) => unit.values.acGridW,
  gridVoltage: ({ details }) => details?.acGridV ?? null,
  dcNet: ({ unit }) => unit.values.dcGridW,
  dcVoltage: ({ unit }) => unit.values.dcGridV,
  dcCurrent: ({ unit }) => unit.values.dcGridA,
  converter: ({ unit }) => unit.converter,
  temperature: ({ unit }) => unit.values.temperatureC,
  alarm: ({ unit }) => unit.alarm,
  deals: ({ unit }) => unit.dealIds.length,
  dealSlots: ({ unit }) => unit.dealSlots,
  mode: ({ unit }) => unit.modes.effective,
  clusterMode: ({ unit }) => unit.modes.global,
  ownMode: ({ unit }) => unit.modes.local,
  scenario: ({ scenario }) => scenario,
  residents: ({ residentCount }) => residentCount,
  age: ({ unit }) => unit.ageMs,
  period: ({ unit }) => (unit.takenAtMs === null ? null : unit.reportPeriodMs),
  version: ({ details }) => details?.version ?? null,
  rate: ({ rate }) => rate,
};

type CsvValues = (listed: ListedUnit) => (number | string | null)[];

/** How columns are called in a file, by what programs call things, where it is not one of the value that is sorted by. */
const csvColumns: Record<UnitColumn, { names: readonly string[]; values?: CsvValues }> = {
  unit: { names: ['unit', 'name'], values: ({ unit }) => [unit.unitId, unit.name] },
  status: {
    names: ['status', 'open_failures'],
    values: ({ unit, failureCount }) => [unit.status, failureCount],
  },
  battery: { names: ['battery_percent'] },
  remaining: { names: ['remaining_wh'] },
  batteryPower: { names: ['battery_w'] },
  batteryVoltage: { names: ['battery_v'] },
  batteryCurrent: { names: ['battery_a'] },
  solar: { names: ['solar_w'] },
  load: { names: ['home_use_w'] },
  loadVoltage: { names: ['home_use_v'] },
  grid: { names: ['ac_grid_w'] },
  gridVoltage: { names: ['ac_grid_v'] },
  dcNet: { names: ['dc_net_w'] },
  dcVoltage: { names: ['dc_v'] },
  dcCurrent: { names: ['dc_a'] },
  converter: { names: ['converter'] },
  temperature: { names: ['temperature_c'] },
  alarm: { names: ['alarm'] },
  deals: {
    names: ['gives_to', 'receives_from'],
    values: ({ givesTo, receivesFrom }) => [givesTo.join(' '), receivesFrom.join(' ')],
  },
  dealSlots: { names: ['deal_slots'] },
  mode: { names: ['mode'] },
  clusterMode: { names: ['cluster_mode'] },
  ownMode: { names: ['own_mode'] },
  scenario: { names: ['scenario'] },
  residents: { names: ['residents'] },
  age: {
    names: ['last_data'],
    values: ({ unit }) => [unit.takenAtMs === null ? null : new Date(unit.takenAtMs).toISOString()],
  },
  period: { names: ['report_period_ms'] },
  version: { names: ['version'] },
  rate: { names: ['availability_30_days'] },
};

/** The first row of the file of a list with these columns. */
export function csvHeading(columns: readonly UnitColumn[]): string[] {
  return columns.flatMap((column) => csvColumns[column].names);
}

/** A unit as a row of that file; what is not known is empty. */
export function csvRow(columns: readonly UnitColumn[], listed: ListedUnit): (string | number | null)[] {
  return columns.flatMap((column) => csvColumns[column].values?.(listed) ?? columnValues[column](listed));
}
