import { wholeHours } from '@commonwatt/domain/whole-hours';
import { CsvButton } from '@commonwatt/ui/csv-button.tsx';
import { formatDayTime } from '@commonwatt/ui/format/span.ts';
import { formatClock } from '@commonwatt/ui/format/time.ts';
import { ScrollArea } from '@commonwatt/ui/scroll-area.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { WhenVisible } from '@commonwatt/ui/when-visible.tsx';
import { useState } from 'react';
import { usePrinting } from '../../parts/use-printing.ts';
import { axisSlots } from '../availability/time-axis.ts';
import { linesFile } from './chart-file.ts';
import { chartNumber } from './chart-number.ts';
import { mergeLines } from './chart-rows.ts';
import styles from './history-chart.module.css';
import { type ChartLine, LinesDrawing, type TimeAxis } from './lines-drawing.tsx';

type HistoryChartProps = {
  caption: string;
  /** What its figures are saved as, without an ending. */
  fileName: string;
  range: { fromMs: number; toMs: number };
  heightPx: number;
  timeZone: string;
  /** The values of the axis, ascending; otherwise those that hold all lines, and zero. */
  steps?: readonly number[];
  lines: readonly ChartLine[];
};

const dayMs = 86_400_000;

/** Lines over time. The axis is the range that was asked for, however much of it there are data for; gaps stay gaps. */
export function HistoryChart({ caption, fileName, range, heightPx, timeZone, steps, lines }: HistoryChartProps) {
  const axis = useAxis(range, timeZone);
  const isPrinting = usePrinting();
  return (
    <figure className={styles.chart}>
      <figcaption>
        {caption}
        {lines.length > 1 && (
          <span className={styles.key}>
            {lines.map((line) => (
              <span key={line.name}>
                <i style={{ background: line.colour }} />
                {line.name}
              </span>
            ))}
          </span>
        )}
      </figcaption>
      {/* A chart costs more than all else of a page: one that only shows its edge is drawn later. */}
      <WhenVisible part={0.5} isForced={isPrinting} placeholder={<div style={{ height: heightPx }} />}>
        <LinesDrawing range={range} heightPx={heightPx} axis={axis} steps={steps} lines={lines} />
      </WhenVisible>
      <div className={styles.figures}>
        <ChartTable caption={caption} lines={lines} instant={axis.instant} />
        <CsvButton what={caption} fileName={fileName} table={() => linesFile(lines)} />
      </div>
    </figure>
  );
}

/** A day is told by the clock, what is longer by its days. */
function useAxis(range: { fromMs: number; toMs: number }, timeZone: string): TimeAxis {
  const { language } = useTexts('live');
  const clock = (atMs: number) => formatClock(atMs, timeZone, language);
  if (range.toMs - range.fromMs <= 2 * dayMs) {
    // At an end of the axis half of a label would be cut off.
    const roomMs = (range.toMs - range.fromMs) / 20;
    const ticks = wholeHours(range, 6, timeZone).filter(
      (atMs) => atMs - range.fromMs >= roomMs && range.toMs - atMs >= roomMs,
    );
    return { ticks, isSparse: true, tick: clock, instant: clock };
  }
  const slots = axisSlots(range, timeZone, language);
  return {
    ticks: slots.map(({ fromMs }) => fromMs),
    isSparse: false,
    tick: (atMs: number) => slots.find(({ fromMs }) => fromMs === atMs)?.label ?? '',
    instant: (atMs: number) => formatDayTime(atMs, timeZone, language),
  };
}

const mostTableRows = 250;

type ChartTableProps = {
  caption: string;
  lines: readonly ChartLine[];
  instant: (atMs: number) => string;
};

/** The same in figures. They are drawn once they are wanted: there are more of them than of all else on a page. */
function ChartTable(props: ChartTableProps) {
  const { t } = useTexts('live');
  const [isOpen, setIsOpen] = useState(false);
  return (
    <details className={styles.table} onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary>{t('chartTable')}</summary>
      {isOpen && <Figures {...props} />}
    </details>
  );
}

function Figures({ caption, lines, instant }: ChartTableProps) {
  const { t, language } = useTexts('live');
  const rows = mergeLines(lines);
  const step = Math.max(1, Math.ceil(rows.length / mostTableRows));
  return (
    <ScrollArea label={caption} className={styles.scroll}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('time')}</th>
            {lines.map((line) => (
              <th key={line.name} scope="col">
                {line.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows
            .filter((_, i) => i % step === 0)
            .map((row) => (
              <tr key={row.atMs}>
                <th scope="row">{instant(row.atMs)}</th>
                {lines.map((line, i) => (
                  <td key={line.name}>{chartNumber(row[`v${i}`] ?? null, language)}</td>
                ))}
              </tr>
            ))}
        </tbody>
      </table>
    </ScrollArea>
  );
}
