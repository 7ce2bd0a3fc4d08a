import { axisSteps } from '@commonwatt/domain/nice-step';
import { formatZone } from '@commonwatt/ui/format/time.ts';
import { stepFocus } from '@commonwatt/ui/step-focus.ts';
import { useSize } from '@commonwatt/ui/use-size.ts';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { useState } from 'react';
import { Card } from '../../parts/card.tsx';
import { labelPx } from '../../parts/label-room.ts';
import tip from '../../parts/tip.module.css';
import { barLabel, barText } from './bar-text.ts';
import type { DealBar } from './deal-bars.ts';
import styles from './hour-chart.module.css';
import { HourTable } from './hour-table.tsx';

type HourChartProps = {
  bars: readonly DealBar[];
  /** Over how many days the average is taken; null: there is none. */
  averageDays: number | null;
  timeZone: string;
  nowMs: number;
  /** The period, for the key. */
  title: string;
  chosen: DealBar | null;
  isRenewing: boolean;
  /** Lists the deals of a bar; null: of all. */
  onChoose: (fromMs: number | null) => void;
};

const height = 232;
const margin = { top: 14, right: 8, bottom: 24, left: 62 };
/** Marks of the average on narrower bands (px) would hide their line. */
const leastMarkedBand = 12;
const plotHeight = height - margin.top - margin.bottom;

/**
 * What was shared hour by hour (or day by day), beside the average. A bar is pointed at, or reached by arrow keys; choosing
 * it lists its deals.
 */
export function HourChart(props: HourChartProps) {
  const { bars, averageDays, timeZone, nowMs, title, chosen, isRenewing, onChoose } = props;
  const { t, language } = useTexts('deals');
  const [ref, size] = useSize<HTMLDivElement>();
  const [at, setAt] = useState<number | null>(null);
  const width = size?.width ?? 0;
  const plotWidth = Math.max(0, width - margin.left - margin.right);
  const band = plotWidth / Math.max(1, bars.length);
  // No step is less than a Wh.
  const greatestWh = Math.max(4, ...bars.flatMap(({ amountWh, averageWh }) => [amountWh ?? 0, averageWh ?? 0]));
  const steps = axisSteps(0, greatestWh, 4);
  const top = steps.at(-1) ?? 1;
  const labels = bars.map((bar) => barLabel(bar, timeZone, language));
  const everyNth = Math.ceil(labelPx(labels) / Math.max(band, 1));
  const y = (amountWh: number) => margin.top + plotHeight * (1 - amountWh / top);
  const x = (index: number) => margin.left + index * band;
  const firstToCome = bars.findIndex(({ amountWh }) => amountWh === null);
  const [first] = bars;
  const zone = formatZone(first?.fromMs ?? nowMs, timeZone, language);
  const isHours = first?.length === 'hour';
  const titleKey = isHours ? 'chart.byHour' : first?.length === 'month' ? 'chart.byMonth' : 'chart.byDay';
  const isUneven = isHours && bars.length !== 24;
  const note = [
    t(isHours ? 'chart.hoursIn' : 'chart.daysIn', { zone }),
    ...(isUneven ? [t('chart.longDay', { hours: bars.length })] : []),
  ];
  const shown = at === null ? null : bars[at];
  const choose = (bar: DealBar) => onChoose(bar.fromMs === chosen?.fromMs ? null : bar.fromMs);

  return (
    <Card
      title={t(titleKey)}
      note={note.join(' · ')}
      isRenewing={isRenewing}
      tools={
        <ul className={styles.key} data-paper>
          <li>
            <i className={styles.keyBar} />
            {title}
          </li>
          {averageDays !== null && bars.some(({ averageWh }) => averageWh !== null) && (
            <li>
              <i className={styles.keyLine} />
              {t(first?.length === 'month' ? 'chart.averageMonth' : 'chart.average', { count: averageDays })}
            </li>
          )}
        </ul>
      }
    >
      <div ref={ref} className={styles.chart} style={{ height }}>
        {width > 0 && (
          <svg viewBox={`0 0 ${width} ${height}`} width={width} height={height} aria-hidden="true">
            <defs>
              <pattern id="to-come" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                <rect width="1.4" height="6" fill="var(--hatch)" />
              </pattern>
            </defs>
            {steps.map((step) => (
              <g key={step}>
                <path className={styles.gridLine} d={`M${margin.left} ${y(step)}H${width - margin.right}`} />
                <text className={styles.tick} x={margin.left - 8} y={y(step) + 4} textAnchor="end">
                  {axisNumber(step, top, language)}
                  {step === top && `\u202f${isKilo(top) ? 'kWh' : 'Wh'}`}
                </text>
              </g>
            ))}
            {firstToCome !== -1 && (
              <>
                <rect
                  x={x(firstToCome)}
                  y={margin.top}
                  width={plotWidth - firstToCome * band}
                  height={plotHeight}
                  fill="url(#to-come)"
                />
                <text className={styles.tick} x={width - margin.right - 4} y={margin.top + 14} textAnchor="end">
                  {t('chart.notYet')}
                </text>
              </>
            )}
            {shown && at !== null && (
              <rect className={styles.pointed} x={x(at)} y={margin.top} width={band} height={plotHeight} />
            )}
            {bars.map((bar, i) => {
              const { fromMs, toMs, amountWh } = bar;
              if (amountWh === null || amountWh === 0) return null;
              const barY = y(amountWh);
              return (
                <path
                  key={fromMs}
                  className={styles.bar}
                  data-now={fromMs <= nowMs && nowMs < toMs ? true : undefined}
                  data-dimmed={chosen !== null && chosen.fromMs !== fromMs ? true : undefined}
                  d={barPath(x(i) + band * 0.19, barY, band * 0.62, margin.top + plotHeight - barY)}
                />
              );
            })}
            <AverageLine bars={bars} x={(i) => x(i) + band / 2} y={y} hasMarks={band >= leastMarkedBand} />
            {bars.map((bar, i) =>
              i % everyNth === 0 && x(i) + band / 2 + labelPx(labels) / 2 <= width + margin.right ? (
                <text key={bar.fromMs} className={styles.tick} x={x(i) + band / 2} y={height - 6} textAnchor="middle">
                  {labels[i]}
                </text>
              ) : null,
            )}
          </svg>
        )}
        <div
          className={styles.targets}
          style={{ left: margin.left, right: margin.right, top: margin.top, height: plotHeight }}
          role="group"
          aria-label={`${t(titleKey)}. ${t('chart.hint')}`}
          onKeyDown={stepFocus}
          onPointerLeave={() => setAt(null)}
        >
          {bars.map((bar, i) => (
            <button
              key={bar.fromMs}
              type="button"
              className={styles.target}
              tabIndex={i === (at ?? 0) ? 0 : -1}
              aria-pressed={bar.fromMs === chosen?.fromMs}
              aria-label={barText(bar, { timeZone, language, t }).join(', ')}
              onPointerEnter={() => setAt(i)}
              onFocus={() => setAt(i)}
              onBlur={() => setAt(null)}
              onClick={() => choose(bar)}
            />
          ))}
        </div>
        {shown && at !== null && (
          <div
            className={`${tip.tip} ${styles.tip}`}
            aria-hidden="true"
            // Beside the bar and never over it.
            style={
              at < bars.length / 2
                ? { left: x(at) + band + 6, top: margin.top }
                : { right: width - x(at) + 6, top: margin.top }
            }
          >
            {barText(shown, { timeZone, language, t }).map((line, i) =>
              i === 0 ? <strong key={line}>{line}</strong> : <span key={line}>{line}</span>,
            )}
          </div>
        )}
      </div>
      <HourTable bars={bars} timeZone={timeZone} onChoose={onChoose} />
    </Card>
  );
}

/** One unit for the whole axis, by its top. */
function isKilo(top: number): boolean {
  return top >= 1_000;
}

function axisNumber(step: number, top: number, language: string): string {
  return (isKilo(top) ? step / 1_000 : step).toLocaleString(language, { maximumFractionDigits: 2 });
}

/** A bar with rounded top corners. */
function barPath(x: number, y: number, width: number, height: number): string {
  const r = Math.min(3, width / 2, height);
  return `M${x} ${y + height}V${y + r}Q${x} ${y} ${x + r} ${y}H${x + width - r}Q${x + width} ${y} ${x + width} ${y + r}V${y + height}Z`;
}

type AverageLineProps = {
  bars: readonly DealBar[];
  x: (index: number) => number;
  y: (amountWh: number) => number;
  hasMarks: boolean;
};

/** The average of each bar; the line breaks where there is none. */
function AverageLine({ bars, x, y, hasMarks }: AverageLineProps) {
  const points = bars.map(({ averageWh }, i) => (averageWh === null ? null : { x: x(i), y: y(averageWh) }));
  const path = points.map((point, i) => (point ? `${points[i - 1] ? 'L' : 'M'}${point.x} ${point.y}` : '')).join('');
  return (
    <>
      <path className={styles.averageLine} d={path} />
      {hasMarks &&
        points.map(
          (point) => point && <circle key={point.x} className={styles.averageMark} cx={point.x} cy={point.y} r={3} />,
        )}
    </>
  );
}
