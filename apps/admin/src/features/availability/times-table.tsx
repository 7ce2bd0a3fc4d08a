import type { TimeTotals } from '@commonwatt/domain/availability';
import { formatShare, quantityText } from '@commonwatt/ui/format/quantity.ts';
import { formatDuration } from '@commonwatt/ui/format/time.ts';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { DataTable } from '../../parts/data-table.tsx';
import type { RowOrder, UnitRow } from './unit-rows.ts';

type TimesTableProps = {
  rows: readonly UnitRow[];
  /** All units together; null where only some are shown. */
  total: { times: TimeTotals; rate: number | null } | null;
  sort: RowOrder;
  selectedId: string | null;
  onSort: (order: RowOrder) => void;
  onOpen: (unitId: string) => void;
};

const orders = { unit: 'unit', rate: 'worst', longest: 'longest' } as const;

/** The same as the drawing, in figures. */
export function TimesTable({ rows, total, sort, selectedId, onSort, onOpen }: TimesTableProps) {
  const { t, language } = useTexts('availability');
  const duration = (ms: number) => formatDuration(ms, language);
  const share = (rate: number | null) => quantityText(formatShare(rate, language));
  const sortedBy = sort === 'worst' ? 'rate' : sort;
  return (
    <DataTable
      caption={t('byUnit')}
      columns={[
        { key: 'unit', header: t('unit'), cell: ({ unitId }) => unitId, isSortable: true },
        { key: 'name', header: t('name'), cell: ({ name }) => name },
        { key: 'rate', header: t('rate'), cell: ({ rate }) => share(rate), isNumber: true, isSortable: true },
        { key: 'up', header: t('kinds.up'), cell: ({ times }) => duration(times.up), isNumber: true },
        { key: 'down', header: t('kinds.down'), cell: ({ times }) => duration(times.down), isNumber: true },
        { key: 'unknown', header: t('kinds.unknown'), cell: ({ times }) => duration(times.unknown), isNumber: true },
        {
          key: 'notInService',
          header: t('kinds.notInService'),
          cell: ({ times }) => duration(times.notInService),
          isNumber: true,
        },
        { key: 'count', header: t('countFull'), cell: ({ outages }) => outages.length, isNumber: true },
        {
          key: 'longest',
          header: t('longestColumn'),
          cell: ({ longest }) => (longest ? duration(longest.downMs) : '–'),
          isNumber: true,
          isSortable: true,
        },
      ]}
      rows={rows}
      rowKey={({ unitId }) => unitId}
      sorting={{ key: sortedBy, isDescending: sort === 'longest' }}
      onSort={({ key }) => onSort(orders[key as keyof typeof orders])}
      selectedKey={selectedId}
      onSelect={({ unitId }) => onOpen(unitId)}
      {...(total && {
        total: {
          unit: t('allUnits'),
          rate: share(total.rate),
          up: duration(total.times.up),
          down: duration(total.times.down),
          unknown: duration(total.times.unknown),
          notInService: duration(total.times.notInService),
          count: rows.reduce((sum, { outages }) => sum + outages.length, 0),
        },
      })}
    />
  );
}
