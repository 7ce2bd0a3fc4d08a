import { lazy, memo, type ReactNode, type Ref, Suspense } from 'react';
import { usePrinting } from './use-printing.ts';

/** Up to so many rows are all drawn: there is nothing to gain, and find-in-page finds each of them. */
const allDrawnUpTo = 200;

const BodyInSight = lazy(() => import('./body-in-sight.tsx').then((module) => ({ default: module.BodyInSight })));

/** What a row has to hand on to its `tr`: its place among all rows, and how its height is measured. */
export type RowPlace = { ref?: Ref<HTMLTableRowElement>; 'data-index'?: number; 'aria-rowindex'?: number };

export type LongBodyProps = {
  count: number;
  /** How high (px) a row is before it was measured. */
  rowHeightPx: number;
  /** How many columns a row has. */
  columnCount: number;
  /** A row that stays wherever one scrolls: the one that is selected, or in the tab order. */
  keptIndex?: number | null;
  /** One row, as a `tr` with a key that takes its place. */
  children: (index: number, place: RowPlace) => ReactNode;
};

/** Whether a table with so many rows draws only those in sight; then it says how many there are. */
export function isLongTable(count: number): boolean {
  return count > allDrawnUpTo;
}

const anywhere: RowPlace = {};

/**
 * The body of a table that may have thousands of rows: of many, those in sight are drawn, and all of them on paper. Each
 * row says which it is; the table has to say how many there are. The row that has the focus stays.
 */
export const LongBody = memo(function LongBody(props: LongBodyProps) {
  const { count, children } = props;
  const isPrinting = usePrinting();
  const rows = (drawnCount: number) => (
    <tbody>{Array.from({ length: drawnCount }, (_, index) => children(index, anywhere))}</tbody>
  );
  if (!isLongTable(count) || isPrinting) return rows(count);
  return (
    <Suspense fallback={rows(allDrawnUpTo)}>
      <BodyInSight {...props} />
    </Suspense>
  );
});
