import type { DealRow } from '@commonwatt/api/deals/deal-row';
import { formatDuration } from '@commonwatt/ui/format/duration.ts';
import { formatMeasure } from '@commonwatt/ui/format/quantity.ts';
import { formatDayTime } from '@commonwatt/ui/format/span.ts';
import { formatClock } from '@commonwatt/ui/format/time.ts';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { DataTable, type Sorting } from '../../parts/data-table.tsx';
import styles from './deals.module.css';
import { OutcomeMark } from './outcome-mark.tsx';

type DealColumn = 'created' | 'giver' | 'receiver' | 'askedBy' | 'agreed' | 'moved' | 'took' | 'status';

type DealTableProps = {
  rows: readonly DealRow[];
  /** Then the time of the day is enough. */
  isOneDay: boolean;
  timeZone: string;
  selectedId: string | null;
  /** How they are sorted, where the page can sort them in another way. */
  sorting?: Sorting<DealColumn>;
  onSort?: (column: DealColumn, isDescending: boolean) => void;
  onOpen: (dealId: string) => void;
};

/** Deals in rows; all but their ids can be sorted by. */
export function DealTable({ rows, isOneDay, timeZone, sorting, selectedId, onSort, onOpen }: DealTableProps) {
  const { t, language } = useTexts('deals');
  const format = isOneDay ? formatClock : formatDayTime;
  const made = ({ createAt }: DealRow) => (createAt ? format(createAt.getTime(), timeZone, language) : '–');
  const wattHours = (amountWh: number | null) => formatMeasure(amountWh, 'Wh', 1, language).value;
  return (
    <DataTable<DealRow, DealColumn | 'deal'>
      caption={t('list.title')}
      columns={[
        { key: 'created', header: t('list.made'), cell: made, isSortable: true },
        {
          key: 'deal',
          header: t('list.deal'),
          cell: ({ dealId }) => (
            <span className={styles.dealId} title={dealId}>
              {shortId(dealId)}
            </span>
          ),
        },
        {
          key: 'giver',
          header: t('list.giver'),
          cell: ({ dischargeUnitId }) => <b className={styles.giver}>{dischargeUnitId}</b>,
          isSortable: true,
        },
        {
          key: 'receiver',
          header: t('list.receiver'),
          cell: ({ chargeUnitId }) => <b className={styles.receiver}>{chargeUnitId}</b>,
          isSortable: true,
        },
        {
          key: 'askedBy',
          header: t('list.askedBy'),
          cell: ({ requestUnitId }) => requestUnitId ?? '–',
          isSortable: true,
        },
        {
          key: 'agreed',
          header: t('list.agreed'),
          cell: ({ dealAmountWh }) => wattHours(dealAmountWh),
          isNumber: true,
          isSortable: true,
        },
        {
          key: 'moved',
          header: t('list.moved'),
          cell: ({ cumulateAmountWh }) => <b>{wattHours(cumulateAmountWh)}</b>,
          isNumber: true,
          isSortable: true,
        },
        {
          key: 'took',
          header: t('list.took'),
          cell: ({ durationMs }) => (durationMs === null ? '–' : formatDuration(durationMs, language)),
          isNumber: true,
          isSortable: true,
        },
        {
          key: 'status',
          header: t('list.status'),
          cell: ({ outcome }) => <OutcomeMark outcome={outcome} />,
          isSortable: true,
        },
      ]}
      rows={rows}
      rowKey={({ dealId }) => dealId}
      {...(sorting && { sorting })}
      {...(onSort && {
        onSort: ({ key, isDescending }) => {
          if (key !== 'deal') onSort(key, isDescending);
        },
      })}
      selectedKey={selectedId}
      onSelect={({ dealId }) => onOpen(dealId)}
    />
  );
}

/** Enough of an id to tell the deals of a page apart: its end, since deals made one after another begin alike. */
export function shortId(dealId: string): string {
  return dealId.length > 8 ? `…${dealId.slice(-6)}` : dealId;
}
