import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import type { ListedUnit } from './unit-list.ts';
import type { UnitColumn, UnitsSearch } from './units-search.ts';

type UnitsTableProps = {
  columns: readonly Column<ListedUnit, UnitColumn>[];
  units: readonly ListedUnit[];
  search: UnitsSearch;
  onChange: (next: Partial<UnitsSearch>) => void;
};

/** Units in rows; every column can be sorted by, and the first leads to the page of the unit. */
export function UnitsTable({ columns, units, search, onChange }: UnitsTableProps) {
  const { t } = useTexts('units');
  const { by = 'unit', order } = search;
  return (
    <DataTable
      caption={t('list')}
      columns={columns}
      rows={units}
      rowKey={({ unit }) => unit.unitId}
      isStale={({ unit }) => unit.shown !== 'fresh'}
      sorting={{ key: by, isDescending: order === 'descending' }}
      onSort={({ key, isDescending }) =>
        onChange({ by: key === 'unit' ? undefined : key, order: isDescending ? 'descending' : undefined })
      }
    />
  );
}
