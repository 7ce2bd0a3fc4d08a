import type { SeriesPoint } from '@commonwatt/domain/series';
import { wholeHours } from '@commonwatt/domain/whole-hours';
import { formatClock, formatDayTime } from '@commonwatt/ui/format/time.ts';
import { ScrollArea } from '@commonwatt/ui/scroll-area.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { useState } from 'react';
import { Area, CartesianGrid, ComposedChart, Line, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { axisSlots } from '../availability/time-axis.ts';
import { type ChartRow, mergeLines, withEnds } from './chart-rows.ts';
import styles from './history-chart.module.css';

export type ChartLine = {
  name: string;
  points: readonly SeriesPoint[];
  colour: string;
  isFilled?: boolean;
  /** Each point holds until the next one: a sum of the time between them. */
  isStepped?: boolean;
};

type HistoryChartProps = {
  caption: string;
  range: { fromMs: number; toMs: number };
  heightPx: number;
  timeZone: string;
  domain?: [number, number];
  lines: readonly ChartLine[];
};

const dayMs = 86_400_000;
/** All ticks, where they have room in any case: otherwise each is measured in the page, several times for each drawing. */
const showAll = { interval: 0 } as const;

/** Lines over time. The axis is the range that was asked for, however much of it there are data for; gaps stay gaps. */
export function HistoryChart({ caption, range, heightPx, timeZone, domain, lines }: HistoryChartProps) {
  const { language } = useTexts('live');
  const rows = mergeLines(lines);
  const drawn = mergeLines(
    lines.map((line) => (line.isStepped ? { points: withEnds(line.points, range.toMs) } : line)),
  );
  const axis = useAxis(range, timeZone);
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
      <div aria-hidden="true">
        <ResponsiveContainer width="100%" height={heightPx}>
          <ComposedChart data={drawn} accessibilityLayer={false} margin={{ top: 6, right: 6, bottom: 0, left: -18 }}>
            <CartesianGrid vertical={false} stroke="var(--line)" />
            <XAxis
              dataKey="atMs"
              type="number"
              domain={[range.fromMs, range.toMs]}
              ticks={axis.ticks}
              {...(axis.isSparse ? showAll : {})}
              tickFormatter={axis.tick}
              tick={{ fill: 'var(--ink3)', fontSize: 11 }}
              stroke="var(--line2)"
            />
            <YAxis
              {...showAll}
              {...(domain ? { domain } : {})}
              width={52}
              tick={{ fill: 'var(--ink3)', fontSize: 11 }}
              stroke="var(--line2)"
            />
            <Tooltip
              isAnimationActive={false}
              labelFormatter={(atMs) => axis.instant(Number(atMs))}
              formatter={(value) => numberText(Number(value), language)}
              contentStyle={{ background: 'var(--ink)', border: 0, borderRadius: 6, color: 'var(--bg)' }}
              itemStyle={{ color: 'var(--bg)' }}
            />
            {lines.map((line, i) => {
              const drawing = {
                dataKey: `v${i}`,
                name: line.name,
                stroke: line.colour,
                type: line.isStepped ? ('stepAfter' as const) : ('linear' as const),
                dot: false,
                isAnimationActive: false,
              };
              return line.isFilled ? (
                <Area key={line.name} {...drawing} fill={line.colour} fillOpacity={0.16} strokeWidth={2} />
              ) : (
                <Line key={line.name} {...drawing} strokeWidth={1.6} />
              );
            })}
          </ComposedChart>
        </ResponsiveContainer>
      </div>
      <ChartTable caption={caption} lines={lines} rows={rows} instant={axis.instant} />
    </figure>
  );
}

/** A day is told by the clock, what is longer by its days. */
function useAxis(range: { fromMs: number; toMs: number }, timeZone: string) {
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
  rows: readonly ChartRow[];
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

function Figures({ caption, lines, rows, instant }: ChartTableProps) {
  const { t, language } = useTexts('live');
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
                  <td key={line.name}>{numberText(row[`v${i}`] ?? null, language)}</td>
                ))}
              </tr>
            ))}
        </tbody>
      </table>
    </ScrollArea>
  );
}

/** Watts and percent in whole numbers; what is small, such as kWh of a day, with a decimal. */
function numberText(value: number | null, language: string): string {
  if (value === null) return '–';
  return value.toLocaleString(language, {
    maximumFractionDigits: Math.abs(value) < 100 ? 1 : 0,
    useGrouping: false,
  });
}
