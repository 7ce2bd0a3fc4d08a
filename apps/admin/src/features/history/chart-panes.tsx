import { wholeHours } from '@commonwatt/domain/whole-hours';
import { CsvButton } from '@commonwatt/ui/csv-button.tsx';
import { formatDayTime } from '@commonwatt/ui/format/span.ts';
import { formatClock } from '@commonwatt/ui/format/time.ts';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { WhenVisible } from '@commonwatt/ui/when-visible.tsx';
import { useMemo, useState } from 'react';
import { usePrinting } from '../../parts/use-printing.ts';
import { axisSlots } from '../availability/time-axis.ts';
import { linesFile } from './chart-file.ts';
import type { ChartPane, TimeAxis } from './chart-pane.ts';
import styles from './chart-panes.module.css';
import { mergeLines } from './chart-rows.ts';
import { ChartTable } from './chart-table.tsx';
import { Crosshair, PaneMarks } from './crosshair.tsx';
import { LinesDrawing } from './lines-drawing.tsx';
import { nearestRow } from './read-out.ts';

type ChartPanesProps = {
  /** What all of it shows. */
  title: string;
  /** What its figures are saved as, without an ending. */
  fileName: string;
  range: { fromMs: number; toMs: number };
  timeZone: string;
  panes: readonly ChartPane[];
};

const dayMs = 86_400_000;

/**
 * Panes above each other with one axis of time: the range that was asked for, however much of it there are data for; gaps
 * stay gaps. One crosshair, by pointer or arrow keys, reads all of them; below them are the same figures as a table and file.
 */
export function ChartPanes({ title, fileName, range, timeZone, panes }: ChartPanesProps) {
  const axis = useAxis(range, timeZone);
  const isPrinting = usePrinting();
  const lines = useMemo(() => panes.flatMap((pane) => pane.lines), [panes]);
  const [readAtMs, setReadAtMs] = useState<number | null>(null);
  // A sum is read all through the time that it is of.
  const rows = useMemo(
    () => mergeLines(lines.map(({ points, kind }) => (kind ? { points, kind: 'held' } : { points }))),
    [lines],
  );
  // By its instant, which newer data do not move.
  const readIndex = readAtMs === null ? null : nearestRow(rows, readAtMs);
  const row = readIndex === null ? null : (rows[readIndex] ?? null);
  return (
    <div className={styles.whole}>
      <div className={styles.panes}>
        {panes.map((pane, i) => {
          const isLast = i === panes.length - 1;
          const firstLine = panes.slice(0, i).reduce((count, { lines: above }) => count + above.length, 0);
          return (
            <figure key={pane.caption} className={styles.pane}>
              <Caption pane={pane} />
              {/* A chart costs more than all else of a page: one that shows a part of it only is drawn later. */}
              <WhenVisible part={0.75} isForced={isPrinting} placeholder={<div style={{ height: pane.heightPx }} />}>
                <div className={styles.drawing}>
                  <LinesDrawing range={range} axis={axis} pane={pane} hasTimes={isLast} />
                  {row && <PaneMarks pane={pane} row={row} firstLine={firstLine} range={range} hasTimes={isLast} />}
                </div>
              </WhenVisible>
            </figure>
          );
        })}
        <Crosshair
          title={title}
          panes={panes}
          rows={rows}
          range={range}
          instant={axis.instant}
          index={readIndex}
          onRead={(index) => setReadAtMs(index === null ? null : (rows[index]?.atMs ?? null))}
        />
      </div>
      <div className={styles.figures}>
        <ChartTable title={title} lines={lines} instant={axis.instant} />
        <CsvButton what={title} fileName={fileName} table={() => linesFile(lines)} />
      </div>
    </div>
  );
}

function Caption({ pane: { caption, lines } }: { pane: ChartPane }) {
  return (
    <figcaption>
      {caption}
      {lines.length > 1 && (
        <span className={styles.key}>
          {lines.map((line) => (
            <span key={line.name}>
              <i className={line.look === 'dashed' ? styles.dashed : undefined} style={{ color: line.colour }} />
              {line.name}
            </span>
          ))}
        </span>
      )}
    </figcaption>
  );
}

/** A day is told by the clock, what is longer by its days. */
function useAxis({ fromMs, toMs }: { fromMs: number; toMs: number }, timeZone: string): TimeAxis {
  const { language } = useTexts('live');
  return useMemo(() => {
    const range = { fromMs, toMs };
    const clock = (atMs: number) => formatClock(atMs, timeZone, language);
    if (toMs - fromMs <= 2 * dayMs) {
      // At an end of the axis half of a label would be cut off.
      const roomMs = (toMs - fromMs) / 20;
      const hours = wholeHours(range, 6, timeZone);
      const ticks = hours.filter((atMs) => atMs - fromMs >= roomMs && toMs - atMs >= roomMs);
      return { ticks, isSparse: true, tick: clock, instant: clock };
    }
    const slots = axisSlots(range, timeZone, language);
    return {
      ticks: slots.map((slot) => slot.fromMs),
      isSparse: false,
      tick: (atMs: number) => slots.find((slot) => slot.fromMs === atMs)?.label ?? '',
      instant: (atMs: number) => formatDayTime(atMs, timeZone, language),
    };
  }, [fromMs, toMs, timeZone, language]);
}
