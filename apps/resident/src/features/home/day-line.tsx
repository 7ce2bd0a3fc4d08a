import type { HousePart } from '@commonwatt/domain/house-parts';
import type { SeriesPoint } from '@commonwatt/domain/series';
import { wholeHours } from '@commonwatt/domain/whole-hours';
import { formatPercent, formatPower, quantityText } from '@commonwatt/ui/format/quantity.ts';
import { formatClock } from '@commonwatt/ui/format/time.ts';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { barScale, scaleTicks } from '../../parts/bar-scale.ts';
import styles from './day-line.module.css';
import { hourly, knownRuns } from './line-parts.ts';

const size = { width: 326, height: 120, bottom: 24 };

/** Half the width of a time below the line: one nearer to the edge would be cut. */
const tickReach = 16;

type DayLineProps = { fromMs: number; toMs: number; points: SeriesPoint[]; part: HousePart; timeZone: string };

/** A part of the house over the last day, as a line and as a table. What was not reported is a gap in both. */
export function DayLine({ fromMs, toMs, points, part, timeZone }: DayLineProps) {
  const { t, language } = useTexts('home');
  const isLevel = part === 'battery';
  const values = points.flatMap((point) => (point.value === null ? [] : [point.value]));
  const scale = isLevel
    ? { step: 50, up: 100, down: 0 }
    : barScale(Math.max(...values), Math.max(0, -Math.min(...values)), false);
  const left = isLevel ? 30 : 58;
  const clock = (atMs: number) => formatClock(atMs, timeZone, language);
  const text = (value: number | null) =>
    quantityText(isLevel ? formatPercent(value, language) : formatPower(value, language));
  const x = (atMs: number) => left + ((atMs - fromMs) / (toMs - fromMs)) * (size.width - left - 6);
  const y = (value: number) => (size.height - size.bottom) * ((scale.up - value) / (scale.up + scale.down)) + 4;
  const label = t('dayLine', {
    part: t(part),
    from: text(values[0] ?? null),
    to: text(values.at(-1) ?? null),
    low: text(Math.min(...values)),
    high: text(Math.max(...values)),
  });
  const runs = knownRuns(points).map((run) => run.map(({ atMs, value }) => ({ x: x(atMs), y: y(value) })));
  const strokes = runs.map((run) => `M${run.map((point) => `${point.x} ${point.y}`).join('L')}`);
  const fills = strokes.map((stroke, i) => `${stroke}V${y(0)}H${runs[i]?.[0]?.x ?? 0}Z`);
  return (
    <>
      <svg
        viewBox={`0 0 ${size.width} ${size.height}`}
        role="img"
        aria-label={label}
        className={`${styles.chart} ${styles[part]}`}
      >
        {scaleTicks(scale).map((tick) => (
          <g key={tick}>
            <line x1={left} x2={size.width} y1={y(tick)} y2={y(tick)} className={styles.rule} />
            <text x={left - 6} y={y(tick) + 4} className={styles.levelTick}>
              {isLevel ? tick : text(tick)}
            </text>
          </g>
        ))}
        {wholeHours({ fromMs, toMs }, 6, timeZone)
          .filter((atMs) => x(atMs) > left + tickReach && x(atMs) < size.width - tickReach)
          .map((atMs) => (
            <text key={atMs} x={x(atMs)} y={size.height - 4} className={styles.timeTick}>
              {clock(atMs)}
            </text>
          ))}
        <path d={fills.join('')} className={styles.area} />
        <path d={strokes.join('')} className={styles.line} />
      </svg>
      <details className={styles.table}>
        <summary>{t('asTable')}</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('time')}</th>
              <th scope="col">{t(part)}</th>
            </tr>
          </thead>
          <tbody>
            {hourly(points, { fromMs, toMs }).map((point) => (
              <tr key={point.atMs}>
                <th scope="row">{clock(point.atMs)}</th>
                <td>{text(point.value)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </>
  );
}
