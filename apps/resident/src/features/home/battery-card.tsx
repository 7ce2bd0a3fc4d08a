import type { UnitRef } from '@commonwatt/domain/refs';
import type { SeriesPoint } from '@commonwatt/domain/series';
import { requestId } from '@commonwatt/ui/api-error.ts';
import { formatPercent, quantityText } from '@commonwatt/ui/format/quantity.ts';
import { formatClock, formatZone } from '@commonwatt/ui/format/time.ts';
import { ErrorNotice, Loading } from '@commonwatt/ui/notices/notices.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { useQuery } from '@tanstack/react-query';
import { Card } from '../../shell/card.tsx';
import { useTRPC } from '../../trpc.ts';
import styles from './battery-card.module.css';

/** The battery over the last day, as a line and as a table. */
export function BatteryCard({ home, timeZone }: { home: UnitRef; timeZone: string }) {
  const trpc = useTRPC();
  const { t, language } = useTexts('home');
  const history = useQuery(trpc.home.batteryHistory.queryOptions({ home }, { refetchInterval: 120_000 }));
  const zone = formatZone(Date.now(), timeZone, language);
  return (
    <Card title={t('battery')} note={t('last24', { zone })}>
      {history.isPending ? (
        <Loading label={t('batteryWhat')} height={120} />
      ) : history.isError ? (
        <ErrorNotice
          what={t('batteryWhat')}
          requestId={requestId(history.error)}
          onRetry={() => void history.refetch()}
        />
      ) : history.data.rsocPercent.length === 0 ? (
        <p>{t('noHistory')}</p>
      ) : (
        <BatteryChart {...history.data} timeZone={timeZone} />
      )}
    </Card>
  );
}

const size = { width: 326, height: 120, left: 30, bottom: 24 };

type BatteryChartProps = { fromMs: number; toMs: number; rsocPercent: SeriesPoint[]; timeZone: string };

function BatteryChart({ fromMs, toMs, rsocPercent, timeZone }: BatteryChartProps) {
  const { t, language } = useTexts('home');
  const clock = (atMs: number) => formatClock(atMs, timeZone, language);
  const percent = (value: number | null) => quantityText(formatPercent(value, language));
  const x = (atMs: number) => size.left + ((atMs - fromMs) / (toMs - fromMs)) * (size.width - size.left - 6);
  const y = (value: number) => (size.height - size.bottom) * (1 - value / 100) + 4;
  const values = rsocPercent.flatMap((point) => (point.value === null ? [] : [point.value]));
  const label = t('batteryChart', {
    from: percent(values[0] ?? null),
    to: percent(values.at(-1) ?? null),
    low: percent(Math.min(...values)),
    high: percent(Math.max(...values)),
  });
  const runs = knownRuns(rsocPercent).map((run) => run.map(({ atMs, value }) => ({ x: x(atMs), y: y(value) })));
  const strokes = runs.map((run) => `M${run.map((point) => `${point.x} ${point.y}`).join('L')}`);
  const fills = strokes.map((stroke, i) => `${stroke}V${y(0)}H${runs[i]?.[0]?.x ?? 0}Z`);
  return (
    <>
      <svg viewBox={`0 0 ${size.width} ${size.height}`} role="img" aria-label={label} className={styles.chart}>
        {[0, 50, 100].map((tick) => (
          <g key={tick}>
            <line x1={size.left} x2={size.width} y1={y(tick)} y2={y(tick)} className={styles.grid} />
            <text x={size.left - 6} y={y(tick) + 4} className={styles.levelTick}>
              {tick}
            </text>
          </g>
        ))}
        {[6, 12, 18].map((hours) => {
          const atMs = toMs - hours * 3_600_000;
          return (
            <text key={hours} x={x(atMs)} y={size.height - 4} className={styles.timeTick}>
              {clock(atMs)}
            </text>
          );
        })}
        <path d={fills.join('')} className={styles.area} />
        <path d={strokes.join('')} className={styles.line} />
      </svg>
      <details className={styles.table}>
        <summary>{t('asTable')}</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('time')}</th>
              <th scope="col">{t('battery')}</th>
            </tr>
          </thead>
          <tbody>
            {hourly(rsocPercent).map((point) => (
              <tr key={point.atMs}>
                <th scope="row">{clock(point.atMs)}</th>
                <td>{percent(point.value)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </>
  );
}

/** The first known point of each hour. */
function hourly(points: readonly SeriesPoint[]): SeriesPoint[] {
  const byHour = new Map<number, SeriesPoint>();
  for (const point of points) {
    const hour = Math.floor(point.atMs / 3_600_000);
    if (point.value !== null && !byHour.has(hour)) byHour.set(hour, point);
  }
  return [...byHour.values()];
}

type KnownPoint = { atMs: number; value: number };

/** The stretches of a line between its gaps. */
function knownRuns(points: readonly SeriesPoint[]): KnownPoint[][] {
  const runs: KnownPoint[][] = [[]];
  for (const { atMs, value } of points) {
    if (value === null) runs.push([]);
    else runs.at(-1)?.push({ atMs, value });
  }
  return runs.filter((run) => run.length > 0);
}
