import type { SeriesPoint } from '@commonwatt/domain/series';
import { formatClock } from '@commonwatt/ui/format/time.ts';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { Area, CartesianGrid, ComposedChart, Line, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { mergeLines, wholeHours } from './chart-rows.ts';
import styles from './history-chart.module.css';

export type ChartLine = { name: string; points: readonly SeriesPoint[]; colour: string; isFilled?: boolean };

type HistoryChartProps = {
  caption: string;
  range: { fromMs: number; toMs: number };
  heightPx: number;
  timeZone: string;
  domain?: [number, number];
  lines: readonly ChartLine[];
};

/** Lines over time. The axis is the range that was asked for, however much of it there are data for; gaps stay gaps. */
export function HistoryChart({ caption, range, heightPx, timeZone, domain, lines }: HistoryChartProps) {
  const { t, language } = useTexts('live');
  const clock = (atMs: number) => formatClock(atMs, timeZone, language);
  const rows = mergeLines(lines);
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
          <ComposedChart data={rows} accessibilityLayer={false} margin={{ top: 6, right: 6, bottom: 0, left: -18 }}>
            <CartesianGrid vertical={false} stroke="var(--line)" />
            <XAxis
              dataKey="atMs"
              type="number"
              domain={[range.fromMs, range.toMs]}
              ticks={wholeHours(range, 6, timeZone)}
              tickFormatter={clock}
              tick={{ fill: 'var(--ink3)', fontSize: 11 }}
              stroke="var(--line2)"
            />
            <YAxis
              {...(domain ? { domain } : {})}
              width={52}
              tick={{ fill: 'var(--ink3)', fontSize: 11 }}
              stroke="var(--line2)"
            />
            <Tooltip
              isAnimationActive={false}
              labelFormatter={(atMs) => clock(Number(atMs))}
              contentStyle={{ background: 'var(--ink)', border: 0, borderRadius: 6, color: 'var(--bg)' }}
              itemStyle={{ color: 'var(--bg)' }}
            />
            {lines.map((line, i) =>
              line.isFilled ? (
                <Area
                  key={line.name}
                  dataKey={`v${i}`}
                  name={line.name}
                  stroke={line.colour}
                  fill={line.colour}
                  fillOpacity={0.16}
                  strokeWidth={2}
                  dot={false}
                  isAnimationActive={false}
                />
              ) : (
                <Line
                  key={line.name}
                  dataKey={`v${i}`}
                  name={line.name}
                  stroke={line.colour}
                  strokeWidth={1.6}
                  dot={false}
                  connectNulls
                  isAnimationActive={false}
                />
              ),
            )}
          </ComposedChart>
        </ResponsiveContainer>
      </div>
      <details className={styles.table}>
        <summary>{t('chartTable')}</summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
        <div className={styles.scroll} role="group" aria-label={caption} tabIndex={0}>
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
                .filter((_, i) => i % Math.max(1, Math.ceil(rows.length / 96)) === 0)
                .map((row) => (
                  <tr key={row.atMs}>
                    <th scope="row">{clock(row.atMs)}</th>
                    {lines.map((line, i) => (
                      <td key={line.name}>{row[`v${i}`] == null ? '–' : Math.round(row[`v${i}`] ?? 0)}</td>
                    ))}
                  </tr>
                ))}
            </tbody>
          </table>
        </div>
      </details>
    </figure>
  );
}
