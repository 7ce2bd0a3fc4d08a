import { formatPower, quantityText } from '@commonwatt/ui/format/quantity.ts';
import { formatClock, formatClockSeconds, formatDay } from '@commonwatt/ui/format/time.ts';
import { useSize } from '@commonwatt/ui/use-size.ts';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { type KeyboardEvent, type PointerEvent, useState } from 'react';
import tip from '../../../parts/tip.module.css';
import styles from './replay-strip.module.css';
import { timeTicks } from './time-ticks.ts';

type Overview = {
  sharedW: readonly (number | null)[];
  failures: readonly { id: number; detectedAt: Date; closedAt: Date | null }[];
};

type TimeSliderProps = {
  window: { fromMs: number; toMs: number };
  atMs: number;
  nowMs: number;
  isReplay: boolean;
  timeZone: string;
  overview: Overview | null;
  hasFailed: boolean;
  onSeek: (atMs: number) => void;
};

const height = 40;
const keySteps: Record<string, number> = {
  ArrowLeft: -10_000,
  ArrowDown: -10_000,
  ArrowRight: 10_000,
  ArrowUp: 10_000,
  PageDown: -600_000,
  PageUp: 600_000,
};

/** Shared power over the window, with failures; a click or a drag goes there, arrow keys go 10 s, page keys 10 min. */
export function TimeSlider(props: TimeSliderProps) {
  const { window, atMs, nowMs, isReplay, timeZone, overview, hasFailed, onSeek } = props;
  const { t, language } = useTexts('replay');
  const [ref, size] = useSize<HTMLDivElement>();
  const [hoverMs, setHoverMs] = useState<number | null>(null);
  const width = size?.width ?? 600;
  const lengthMs = window.toMs - window.fromMs;
  const isDays = lengthMs > 48 * 3_600_000;
  const x = (ms: number) => ((ms - window.fromMs) / lengthMs) * width;
  const msAt = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const share = Math.min(1, Math.max(0, (event.clientX - box.left) / box.width));
    return Math.round(window.fromMs + share * lengthMs);
  };
  function onKeyDown(event: KeyboardEvent) {
    const step = keySteps[event.key];
    const target = event.key === 'Home' ? window.fromMs : event.key === 'End' ? nowMs : step ? atMs + step : null;
    if (target === null) return;
    event.preventDefault();
    onSeek(target);
  }
  const clock = (ms: number) => `${formatDay(ms, timeZone, language)} ${formatClockSeconds(ms, timeZone, language)}`;
  const sharedW = overview?.sharedW ?? [];
  const hovered =
    hoverMs === null ? null : sharedW[Math.floor(((hoverMs - window.fromMs) / lengthMs) * sharedW.length)];
  return (
    <div
      ref={ref}
      className={styles.slider}
      role="slider"
      tabIndex={0}
      aria-label={t('slider')}
      aria-valuemin={window.fromMs}
      aria-valuemax={window.toMs}
      aria-valuenow={atMs}
      aria-valuetext={t(isReplay ? 'valueReplay' : 'valueLive', { time: clock(atMs) })}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        onSeek(msAt(event));
      }}
      onPointerMove={(event) => {
        setHoverMs(msAt(event));
        if (event.buttons === 1) onSeek(msAt(event));
      }}
      onPointerLeave={() => setHoverMs(null)}
    >
      <svg viewBox={`0 0 ${width} ${height + 16}`} width={width} height={height + 16} aria-hidden="true">
        <SharedArea sharedW={sharedW} width={width} />
        {overview?.failures.map(({ id, detectedAt, closedAt }) => {
          const from = Math.max(0, x(detectedAt.getTime()));
          const to = Math.min(width, x(closedAt?.getTime() ?? nowMs));
          return <rect key={id} x={from} y={0} width={Math.max(3, to - from)} height={4} className={styles.failure} />;
        })}
        {timeTicks(window, { width, labelPx: isDays ? 68 : 32, timeZone }).map((ms) => (
          <text key={ms} x={x(ms)} y={height + 13} className={styles.tick}>
            {isDays ? formatDay(ms, timeZone, language) : formatClock(ms, timeZone, language)}
          </text>
        ))}
        {nowMs < window.toMs && <line x1={x(nowMs)} x2={x(nowMs)} y1={0} y2={height} className={styles.now} />}
        <g transform={`translate(${Math.min(width - 1, Math.max(1, x(atMs)))} 0)`}>
          <line y1={0} y2={height} className={styles.head} />
          <circle cy={height} r={5} className={styles.knob} />
        </g>
      </svg>
      {hasFailed && <span className={styles.failed}>{t('failed')}</span>}
      {hoverMs !== null && (
        <span
          className={`${tip.tip} ${styles.hint}`}
          style={{ left: Math.min(width - 130, Math.max(0, x(hoverMs) - 65)) }}
        >
          {clock(hoverMs)}
          <br />
          {hovered == null ? t('nothingStored') : quantityText(formatPower(hovered, language))}
        </span>
      )}
    </div>
  );
}

/** One bar per slot; slots in which nothing was stored are hatched, never zero. */
function SharedArea({ sharedW, width }: { sharedW: readonly (number | null)[]; width: number }) {
  const highest = Math.max(1, ...sharedW.map((powerW) => powerW ?? 0));
  const slot = width / Math.max(1, sharedW.length);
  const area = sharedW.map((powerW, i) => {
    const top = height - ((powerW ?? 0) / highest) * (height - 6);
    return `M${i * slot} ${height}V${top}h${slot}V${height}Z`;
  });
  const gaps = sharedW.flatMap((powerW, i) =>
    powerW === null ? [`M${i * slot} 6h${slot}v${height - 6}h${-slot}Z`] : [],
  );
  return (
    <>
      <pattern id="replay-gap" width={6} height={6} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <line y2={6} stroke="var(--hatch)" strokeWidth={2} />
      </pattern>
      <path d={gaps.join('')} fill="url(#replay-gap)" />
      <path d={area.join('')} className={styles.area} />
      <line x2={width} y1={height} y2={height} className={styles.base} />
    </>
  );
}
