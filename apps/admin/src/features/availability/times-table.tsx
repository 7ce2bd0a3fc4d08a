import { type TimeKind, type TimeTotals, timeKinds } from '@commonwatt/domain/availability';
import { formatAddingDurations, formatDuration } from '@commonwatt/ui/format/duration.ts';
import { formatShare, quantityText } from '@commonwatt/ui/format/quantity.ts';
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
  /** As texts that add up to the period. */
  const adding = (times: TimeTotals) => {
    const texts = formatAddingDurations(
      timeKinds.map((kind) => times[kind]),
      language,
    );
    return Object.fromEntries(timeKinds.map((kind, i) => [kind, texts[i] ?? ''])) as Record<TimeKind, string>;
  };
  const sortedBy = sort === 'worst' ? 'rate' : sort;
  return (
    <DataTable
      caption={t('byUnit')}
      columns={[
        { key: 'unit', header: t('unit'), cell: ({ unitId }) => unitId, isSortable: true },
        { key: 'name', header: t('name'), cell: ({ name }) => name },
        { key: 'rate', header: t('rate'), cell: ({ rate }) => share(rate), isNumber: true, isSortable: true },
        ...timeKinds.map((kind) => ({
          key: kind,
          header: t(`kinds.${kind}`),
          cell: ({ times }: UnitRow) => adding(times)[kind],
          isNumber: true,
        })),
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
          ...adding(total.times),
          count: rows.reduce((sum, { outages }) => sum + outages.length, 0),
        },
      })}
    />
  );
}
