import * as z from 'zod/mini';

/** What a list of units can be narrowed to. */
export const unitGroups = ['attention', 'dealing', 'failure', 'silent', 'late', 'never', 'noResident'] as const;
export type UnitGroup = (typeof unitGroups)[number];

/** Every column, in the order in which they stand. */
export const unitColumns = [
  'unit',
  'status',
  'battery',
  'remaining',
  'batteryPower',
  'batteryVoltage',
  'batteryCurrent',
  'solar',
  'load',
  'loadVoltage',
  'grid',
  'gridVoltage',
  'dcNet',
  'dcVoltage',
  'dcCurrent',
  'converter',
  'temperature',
  'alarm',
  'deals',
  'dealSlots',
  'mode',
  'clusterMode',
  'ownMode',
  'scenario',
  'residents',
  'age',
  'period',
  'version',
  'rate',
] as const;
export type UnitColumn = (typeof unitColumns)[number];

const usualColumns: ReadonlySet<UnitColumn> = new Set([
  'unit',
  'status',
  'battery',
  'solar',
  'load',
  'grid',
  'dcNet',
  'deals',
  'mode',
  'scenario',
  'residents',
  'age',
  'rate',
] as const);

/** What identifies a view of the units: a link is a view. Defaults are left out; nonsense counts as not given. */
export const unitsSearchSchema = z.object({
  q: z.catch(z.optional(z.string().check(z.maxLength(100))), undefined),
  show: z.catch(z.optional(z.enum(unitGroups)), undefined),
  by: z.catch(z.optional(z.enum(unitColumns)), undefined),
  order: z.catch(z.optional(z.enum(['descending'])), undefined),
  /** The columns but the first, where they are not the usual ones: their names with dots between them. */
  cols: z.catch(z.optional(z.string().check(z.maxLength(400))), undefined),
});

export type UnitsSearch = z.infer<typeof unitsSearchSchema>;

/** The columns that a view shows; the unit itself is always one. */
export function shownColumns({ cols }: Pick<UnitsSearch, 'cols'>): UnitColumn[] {
  if (cols === undefined) return unitColumns.filter((column) => usualColumns.has(column));
  const named = new Set(cols.split('.'));
  return unitColumns.filter((column) => column === 'unit' || named.has(column));
}

/** A view with a column more or less. One that is sorted by a column that goes is sorted as usual. */
export function withColumn(search: UnitsSearch, column: UnitColumn, isShown: boolean): Partial<UnitsSearch> {
  const shown = new Set(shownColumns(search));
  if (isShown) shown.add(column);
  else shown.delete(column);
  const columns = unitColumns.filter((one) => shown.has(one));
  const isUsual = columns.length === usualColumns.size && columns.every((one) => usualColumns.has(one));
  const unsorted = !isShown && search.by === column ? { by: undefined, order: undefined } : {};
  return { cols: isUsual ? undefined : columns.slice(1).join('.'), ...unsorted };
}

const detailColumns: ReadonlySet<UnitColumn> = new Set([
  'batteryVoltage',
  'batteryCurrent',
  'loadVoltage',
  'gridVoltage',
  'version',
]);

/** Whether a view shows, or is sorted by, what the live view does not know. */
export function hasDetailColumn(search: UnitsSearch): boolean {
  return [...shownColumns(search), search.by ?? 'unit'].some((column) => detailColumns.has(column));
}
