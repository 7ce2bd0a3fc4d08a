import { formatDuration } from '@commonwatt/ui/format/duration.ts';
import { formatInstant } from '@commonwatt/ui/format/time.ts';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { useState } from 'react';
import { type Column, DataTable, type Sorting } from '../../parts/data-table.tsx';
import { sortByValue } from '../../parts/sort-by-value.ts';
import styles from './monitoring.module.css';
import { SeverityMark } from './severity-mark.tsx';
import { type Failure, unitsOf, useFailureWords } from './use-failures.ts';

type HistoryListProps = {
  failures: readonly Failure[];
  timeZone: string;
  nowMs: number;
  selected: number | undefined;
  onSelect: (failure: number) => void;
};

type Key = 'detected' | 'check' | 'unit' | 'program' | 'closed' | 'lasted' | 'description' | 'taken';

/** The failures of a period as a table, the newest first. */
export function HistoryList({ failures, timeZone, nowMs, selected, onSelect }: HistoryListProps) {
  const { t, language } = useTexts('monitoring');
  const { nameOf } = useFailureWords();
  const [sorting, setSorting] = useState<Sorting<Key>>({ key: 'detected', isDescending: true });
  const at = (instant: Date) => formatInstant(instant.getTime(), timeZone, language);
  const lastedMs = ({ detectedAt, closedAt }: Failure) => (closedAt?.getTime() ?? nowMs) - detectedAt.getTime();
  const columns: Column<Failure, Key>[] = [
    { key: 'detected', header: t('detected'), cell: ({ detectedAt }) => at(detectedAt), isSortable: true },
    {
      key: 'check',
      header: t('check'),
      cell: ({ type }) => (
        <span className={styles.checkCell}>
          <SeverityMark type={type} />
          {nameOf(type)}
        </span>
      ),
      isSortable: true,
    },
    { key: 'unit', header: t('unit'), cell: unitsText, isSortable: true },
    { key: 'program', header: t('program'), cell: ({ programId }) => programId ?? '–', isSortable: true },
    {
      key: 'closed',
      header: t('closed'),
      cell: ({ closedAt }) => (closedAt ? at(closedAt) : <b className={styles.stillOpen}>{t('stillOpen')}</b>),
      isSortable: true,
    },
    {
      key: 'lasted',
      header: t('lasted'),
      cell: (failure) => formatDuration(Math.max(0, lastedMs(failure)), language),
      isNumber: true,
      isSortable: true,
    },
    { key: 'taken', header: t('taken'), cell: ({ takenBy }) => takenBy ?? '–' },
    {
      key: 'description',
      header: t('description'),
      cell: ({ description }) => (
        <span className={styles.cut} lang="en">
          {description}
        </span>
      ),
    },
  ];
  const valueBy: Record<Key, (failure: Failure) => number | string | null> = {
    detected: ({ detectedAt }) => detectedAt.getTime(),
    check: ({ type }) => nameOf(type),
    unit: (failure) => unitsOf(failure).join(),
    program: ({ programId }) => programId,
    closed: ({ closedAt }) => closedAt?.getTime() ?? Number.POSITIVE_INFINITY,
    lasted: lastedMs,
    taken: ({ takenBy }) => takenBy,
    description: ({ description }) => description,
  };
  const { key, isDescending: isDown } = sorting;
  const sorted = sortByValue(failures, { value: valueBy[key], idOf: ({ id }) => String(id), isDown });
  return (
    <DataTable
      caption={t('history')}
      columns={columns}
      rows={sorted}
      rowKey={({ id }) => String(id)}
      sorting={sorting}
      onSort={setSorting}
      selectedKey={selected === undefined ? null : String(selected)}
      onSelect={({ id }) => onSelect(id)}
    />
  );
}

/** One that stands for many names only the first of them. */
function unitsText(failure: Failure): string {
  const [first = '–', ...others] = unitsOf(failure);
  return others.length === 0 ? first : `${first} +${others.length}`;
}
