import { Icon } from '@commonwatt/ui/icons.tsx';
import { ScrollArea } from '@commonwatt/ui/scroll-area.tsx';
import type { ReactNode } from 'react';
import styles from './data-table.module.css';
import { isLongTable, LongBody, type RowPlace } from './long-body.tsx';
import { useIsTooWide } from './use-is-too-wide.ts';

export type Column<Row, Key extends string> = {
  key: Key;
  header: string;
  cell: (row: Row) => ReactNode;
  isNumber?: boolean;
  isSortable?: boolean;
};

export type Sorting<Key extends string> = { key: Key; isDescending: boolean };

type DataTableProps<Row, Key extends string> = {
  /** What the table holds, for screen readers. */
  caption: string;
  columns: readonly Column<Row, Key>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  sorting?: Sorting<Key>;
  onSort?: (sorting: Sorting<Key>) => void;
  selectedKey?: string | null;
  /** A last row that adds up the others, by column. */
  total?: Partial<Record<Key, ReactNode>>;
  /** Opens a row; the first cell becomes the button that does so by keyboard. */
  onSelect?: (row: Row) => void;
  /** Whether what a row says is old: it is shown as such. */
  isStale?: (row: Row) => boolean;
};

/** How high a row is, px: more than so many of them are drawn only where they are in sight. */
const rowHeightPx = 35;

/**
 * A table of things: sorted where the page sorts, a row opens what is known of its thing. Its head stays in sight while the
 * page scrolls or, where it is too wide for that, while the table scrolls by itself.
 */
export function DataTable<Row, Key extends string>(props: DataTableProps<Row, Key>) {
  const { caption, columns, rows, rowKey, sorting, onSort, selectedKey = null, total, onSelect, isStale } = props;
  const isLong = isLongTable(rows.length);
  const [box, table, isTooWide] = useIsTooWide<HTMLDivElement, HTMLTableElement>();
  const selectedIndex = selectedKey === null ? null : rows.findIndex((row) => rowKey(row) === selectedKey);
  return (
    <ScrollArea ref={box} label={caption} className={isTooWide ? styles.scroll : styles.fits} isTall={isTooWide}>
      <table ref={table} className={styles.table} aria-rowcount={isLong ? rows.length + (total ? 2 : 1) : undefined}>
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr aria-rowindex={isLong ? 1 : undefined}>
            {columns.map((column) => (
              <HeaderCell key={column.key} column={column} sorting={sorting} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <LongBody count={rows.length} rowHeightPx={rowHeightPx} columnCount={columns.length} keptIndex={selectedIndex}>
          {drawRow}
        </LongBody>
        {total && (
          <tfoot>
            <tr aria-rowindex={isLong ? rows.length + 2 : undefined}>
              {columns.map((column) => (
                <td key={column.key} className={column.isNumber ? styles.number : undefined}>
                  {total[column.key]}
                </td>
              ))}
            </tr>
          </tfoot>
        )}
      </table>
    </ScrollArea>
  );

  function drawRow(index: number, place: RowPlace): ReactNode {
    const row = rows[index];
    if (!row) return null;
    const key = rowKey(row);
    return (
      <tr
        key={key}
        {...place}
        className={onSelect && styles.open}
        data-selected={key === selectedKey || undefined}
        data-stale={isStale?.(row) || undefined}
        onClick={onSelect && (() => onSelect(row))}
      >
        {columns.map((column, i) => (
          <td key={column.key} className={column.isNumber ? styles.number : undefined}>
            {onSelect && i === 0 ? (
              <button type="button" className={styles.rowButton} aria-expanded={key === selectedKey}>
                {column.cell(row)}
              </button>
            ) : (
              column.cell(row)
            )}
          </td>
        ))}
      </tr>
    );
  }
}

type HeaderCellProps<Row, Key extends string> = {
  column: Column<Row, Key>;
  sorting: Sorting<Key> | undefined;
  onSort: ((sorting: Sorting<Key>) => void) | undefined;
};

function HeaderCell<Row, Key extends string>({ column, sorting, onSort }: HeaderCellProps<Row, Key>) {
  const { key, header, isNumber, isSortable } = column;
  const className = isNumber ? styles.number : undefined;
  if (!isSortable || !onSort) {
    return (
      <th scope="col" className={className}>
        {header}
      </th>
    );
  }
  const isSorted = sorting?.key === key;
  const direction = !isSorted ? 'none' : sorting.isDescending ? 'descending' : 'ascending';
  return (
    <th scope="col" className={className} aria-sort={direction}>
      <button
        type="button"
        className={styles.sort}
        onClick={() => onSort({ key, isDescending: isSorted && !sorting.isDescending })}
      >
        {header}
        <span className={isSorted ? styles.arrow : styles.arrowHidden} data-direction={direction}>
          <Icon name="chevronDown" size={12} />
        </span>
      </button>
    </th>
  );
}
