import { useTexts } from '@commonwatt/ui/use-texts.ts';
import type { CSSProperties, KeyboardEvent, PointerEvent } from 'react';
import tip from '../../parts/tip.module.css';
import { chartNumber } from './chart-number.ts';
import type { ChartPane } from './chart-pane.ts';
import type { ChartRow } from './chart-rows.ts';
import styles from './crosshair.module.css';
import { axisValues, plotInset } from './lines-drawing.tsx';
import { nearestRow, toldValues } from './read-out.ts';

type Range = { fromMs: number; toMs: number };

type CrosshairProps = {
  title: string;
  panes: readonly ChartPane[];
  /** What can be read: the values of all lines of all panes, by instant. */
  rows: readonly ChartRow[];
  range: Range;
  instant: (atMs: number) => string;
  /** Which of the rows is read; null: none. */
  index: number | null;
  onRead: (index: number | null) => void;
};

/** Lies over the panes: a line through all of them where the pointer is, or where the arrow keys led, and what is there. */
export function Crosshair({ title, panes, rows, range, instant, index, onRead }: CrosshairProps) {
  const { t, language } = useTexts('live');
  const row = index === null ? null : (rows[index] ?? null);
  const values = row ? toldValues(panes, row, (value) => chartNumber(value, language)) : [];
  const texts = values.length > 0 ? values.map(({ text }) => text) : [t('noValues')];
  const share = row ? shareOf(row.atMs, range) : 0;
  function readAtPointer(event: PointerEvent<HTMLElement>) {
    const box = event.currentTarget.getBoundingClientRect();
    const widthPx = box.width - plotInset.left - plotInset.right;
    const pointed = Math.min(1, Math.max(0, (event.clientX - box.left - plotInset.left) / widthPx));
    onRead(nearestRow(rows, range.fromMs + pointed * (range.toMs - range.fromMs)));
  }
  return (
    <div
      className={styles.crosshair}
      role="slider"
      tabIndex={0}
      aria-label={t('readAt', { chart: title })}
      aria-valuemin={0}
      aria-valuemax={Math.max(0, rows.length - 1)}
      aria-valuenow={index ?? Math.max(0, rows.length - 1)}
      aria-valuetext={row ? `${instant(row.atMs)}: ${texts.join(', ')}` : t('nothingRead')}
      onKeyDown={(event) => stepRows(event, { index, count: rows.length, onRead })}
      onPointerDown={readAtPointer}
      onPointerMove={readAtPointer}
      onPointerLeave={(event) => event.pointerType === 'mouse' && onRead(null)}
      onBlur={() => onRead(null)}
    >
      {row && (
        <>
          <div className={styles.line} style={{ left: leftOf(share) }} />
          <div className={`${tip.tip} ${styles.values}`} style={valuesPlace(share)}>
            <b>{instant(row.atMs)}</b>
            {values.length === 0 && t('noValues')}
            {values.map(({ text, colour }) => (
              <span key={text}>
                <i style={{ background: colour }} />
                {text}
              </span>
            ))}
          </div>
        </>
      )}
    </div>
  );
}

type PaneMarksProps = { pane: ChartPane; row: ChartRow; firstLine: number; range: Range; hasTimes: boolean };

/** A dot on each line of a pane at what is read; `firstLine` is the place of its first one among those of all panes. */
export function PaneMarks({ pane, row, firstLine, range, hasTimes }: PaneMarksProps) {
  const axis = axisValues(pane);
  const [least = 0, greatest = 1] = [axis[0], axis.at(-1)];
  const heightPx = pane.heightPx - plotInset.top - (hasTimes ? plotInset.bottomWithTimes : plotInset.bottom);
  return pane.lines.map(({ name, colour, isDownward }, i) => {
    const value = row[`v${firstLine + i}`];
    if (value == null) return null;
    const share = ((isDownward ? -value : value) - least) / (greatest - least);
    const top = plotInset.top + (1 - share) * heightPx;
    return (
      <i
        key={name}
        className={styles.mark}
        style={{ left: leftOf(shareOf(row.atMs, range)), top, background: colour }}
      />
    );
  });
}

function shareOf(atMs: number, { fromMs, toMs }: Range): number {
  return Math.min(1, Math.max(0, (atMs - fromMs) / (toMs - fromMs)));
}

/** Where in the width of a pane a share of its axis lies. */
function leftOf(share: number): string {
  const { left, right } = plotInset;
  return `calc(${left}px + ${share} * (100% - ${left + right}px))`;
}

const valuesGapPx = 10;

/** Beside the line, on the side with more room. */
function valuesPlace(share: number): CSSProperties {
  const { left, right } = plotInset;
  const [edgePx, roomShare, side] = share > 0.5 ? [right, 1 - share, 'right'] : [left, share, 'left'];
  return { [side]: `calc(${edgePx + valuesGapPx}px + ${roomShare} * (100% - ${left + right}px))` };
}

/** Arrow keys go a row, page keys a twenty-fourth of all; Escape ends the reading. The first key reads what is newest. */
function stepRows(
  event: KeyboardEvent,
  { index, count, onRead }: { index: number | null; count: number; onRead: (index: number | null) => void },
): void {
  const last = count - 1;
  const page = Math.max(1, Math.round(count / 24));
  const steps: Record<string, number> = {
    ArrowLeft: -1,
    ArrowDown: -1,
    ArrowRight: 1,
    ArrowUp: 1,
    PageDown: -page,
    PageUp: page,
  };
  const step = steps[event.key];
  if (event.key === 'Escape' && index !== null) onRead(null);
  else if (event.key === 'Home' && count > 0) onRead(0);
  else if ((event.key === 'End' || (step && index === null)) && count > 0) onRead(last);
  else if (step && index !== null) onRead(Math.min(last, Math.max(0, index + step)));
  else return;
  event.preventDefault();
  // Escape would also close the panel that the charts are in.
  event.stopPropagation();
}
