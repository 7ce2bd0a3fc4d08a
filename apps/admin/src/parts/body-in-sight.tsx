import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual';
import { type FocusEvent, type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import type { LongBodyProps, RowPlace } from './long-body.tsx';

/** So many rows beyond either edge are drawn as well, so that nobody sees a gap and Tab always has a next row. */
const overscan = 12;

/** Of the rows of a table those in sight, and room for the others. */
export function BodyInSight({ count, rowHeightPx, columnCount, keptIndex = null, children }: LongBodyProps) {
  const body = useRef<HTMLTableSectionElement>(null);
  const [focusedIndex, setFocusedIndex] = useState<number | null>(null);
  const [abovePx, setAbovePx] = useState(0);
  /** The same object each time, so that a row that has not changed need not be drawn again. */
  const [places] = useState(() => new Map<number, RowPlace>());
  const rows = useVirtualizer({
    count,
    overscan,
    scrollMargin: abovePx,
    estimateSize: () => rowHeightPx,
    getScrollElement: () => scrollerOf(body.current),
    rangeExtractor: (range) => withKept(range, [keptIndex, focusedIndex]),
  });
  // What stands above the rows may have grown since.
  useLayoutEffect(() => {
    const scroller = scrollerOf(body.current);
    if (!scroller || !body.current) return;
    const insideTop = body.current.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
    const nowPx = Math.round(insideTop + scroller.scrollTop);
    if (nowPx !== abovePx) setAbovePx(nowPx);
  });

  function onFocus({ target }: FocusEvent) {
    const index = target.closest<HTMLElement>('tr[data-index]')?.dataset.index;
    setFocusedIndex(index === undefined ? null : Number(index));
  }

  function placeOf(index: number): RowPlace {
    // The heading is the first row.
    const place = places.get(index) ?? { ref: rows.measureElement, 'data-index': index, 'aria-rowindex': index + 2 };
    places.set(index, place);
    return place;
  }

  const parts: ReactNode[] = [];
  let drawnToPx = abovePx;
  for (const { index, start, end } of rows.getVirtualItems()) {
    if (start > drawnToPx)
      parts.push(<Space key={`before ${index}`} heightPx={start - drawnToPx} columnCount={columnCount} />);
    parts.push(children(index, placeOf(index)));
    drawnToPx = end;
  }
  const restPx = abovePx + rows.getTotalSize() - drawnToPx;
  return (
    <tbody ref={body} onFocus={onFocus} onBlur={() => setFocusedIndex(null)}>
      {parts}
      {restPx > 0 && <Space heightPx={restPx} columnCount={columnCount} />}
    </tbody>
  );
}

/** What rows that are not drawn would take up. */
function Space({ heightPx, columnCount }: { heightPx: number; columnCount: number }) {
  return (
    <tr aria-hidden="true">
      <td colSpan={columnCount} style={{ height: heightPx, border: 0, padding: 0 }} />
    </tr>
  );
}

/** What scrolls up and down around a table: the page or, where a table scrolls by itself, what says so. */
function scrollerOf(body: Element | null): Element | null {
  return body?.closest('[data-scroller], main') ?? null;
}

function withKept(range: Range, kept: readonly (number | null)[]): number[] {
  const indexes = new Set(defaultRangeExtractor(range));
  for (const index of kept) if (index !== null && index >= 0 && index < range.count) indexes.add(index);
  return [...indexes].sort((a, b) => a - b);
}
