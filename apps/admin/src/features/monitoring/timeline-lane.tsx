import type { Span } from '@commonwatt/domain/availability';
import type { MonitorType } from '@commonwatt/domain/monitoring/monitor-types';
import { severityOf } from '@commonwatt/domain/monitoring/severity';
import { formatDuration } from '@commonwatt/ui/format/duration.ts';
import { formatInstant } from '@commonwatt/ui/format/time.ts';
import { stepFocus } from '@commonwatt/ui/step-focus.ts';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { type CSSProperties, useState } from 'react';
import styles from './timeline.module.css';
import { type Failure, useFailureWords } from './use-failures.ts';

type TimelineLaneProps = {
  type: MonitorType;
  /** In the order in which they were detected. */
  failures: readonly Failure[];
  watched: readonly Span[];
  pauses: readonly Span[];
  /** Where days begin (epoch ms). */
  days: readonly number[];
  scale: { span: Span; place: (atMs: number) => string; widthPx: number };
  timeZone: string;
  nowMs: number;
  onSelect: (failure: number) => void;
};

const pausedLabelPx = 56;
const unitLabelPx = 44;

/** What one check found, and when it looked. Its marks are one stop of the Tab key, arrow keys step through them. */
export function TimelineLane({ type, failures, watched, pauses, days, scale, ...rest }: TimelineLaneProps) {
  const { timeZone, nowMs, onSelect } = rest;
  const { t } = useTexts('monitoring');
  const { nameOf } = useFailureWords();
  const { span, place, widthPx } = scale;
  const [steppedTo, setSteppedTo] = useState<number | null>(null);
  const stop = failures.find(({ id }) => id === steppedTo) ?? failures.at(-1);
  return (
    <section className={styles.lane} aria-label={nameOf(type)}>
      <h3>{nameOf(type)}</h3>
      <div
        className={styles.track}
        {...(failures.length > 0 && { role: 'group', 'aria-label': t('marks'), onKeyDown: stepFocus })}
      >
        {days.map((atMs) => (
          <i key={atMs} className={styles.grid} style={{ left: place(atMs) }} />
        ))}
        {watched.map((on) => (
          <span key={on.fromMs} className={styles.watched} style={boxOf(on)} />
        ))}
        {pauses.map((pause) => (
          <span
            key={pause.fromMs}
            className={styles.paused}
            style={boxOf(pause)}
            title={t('states.paused', { count: 0 })}
          >
            {widthOf(pause) > pausedLabelPx && <span>{t('states.paused', { count: 0 })}</span>}
          </span>
        ))}
        {failures.map((failure, i) => (
          <Mark
            key={failure.id}
            failure={failure}
            style={boxOf(spanOf(failure))}
            hasLabel={roomAfter(i) > unitLabelPx}
            isStop={failure === stop}
            timeZone={timeZone}
            nowMs={nowMs}
            onFocus={setSteppedTo}
            onSelect={onSelect}
          />
        ))}
        {nowMs < span.toMs && <i className={styles.now} style={{ left: place(nowMs) }} />}
      </div>
    </section>
  );

  function boxOf({ fromMs, toMs }: Span): CSSProperties {
    // What has only begun is seen too, at the very end.
    return { left: `min(${place(fromMs)}, 100% - 6px)`, width: `calc(${place(toMs)} - ${place(fromMs)})` };
  }

  function widthOf({ fromMs, toMs }: Span): number {
    return ((toMs - fromMs) / (span.toMs - span.fromMs)) * widthPx;
  }

  function spanOf({ detectedAt, closedAt }: Failure): Span {
    const fromMs = Math.max(span.fromMs, detectedAt.getTime());
    return { fromMs, toMs: Math.max(fromMs, Math.min(span.toMs, closedAt?.getTime() ?? nowMs)) };
  }

  /** How much space (px) there is between a mark and the next one, or the end. */
  function roomAfter(i: number): number {
    const failure = failures[i];
    if (!failure) return 0;
    const { fromMs, toMs } = spanOf(failure);
    let next = i + 1;
    while ((failures[next]?.detectedAt.getTime() ?? fromMs) < fromMs) next += 1;
    return widthOf({ fromMs: toMs, toMs: failures[next]?.detectedAt.getTime() ?? span.toMs });
  }
}

type MarkProps = {
  failure: Failure;
  style: CSSProperties;
  hasLabel: boolean;
  isStop: boolean;
  timeZone: string;
  nowMs: number;
  onFocus: (failure: number) => void;
  onSelect: (failure: number) => void;
};

function Mark({ failure, style, hasLabel, isStop, timeZone, nowMs, onFocus, onSelect }: MarkProps) {
  const { t, language } = useTexts('monitoring');
  const { titleOf } = useFailureWords();
  const { id, type, unitCode, detectedAt, closedAt } = failure;
  const lasted = formatDuration((closedAt?.getTime() ?? nowMs) - detectedAt.getTime(), language);
  const what = {
    title: titleOf(failure),
    time: formatInstant(detectedAt.getTime(), timeZone, language),
    lasted,
  };
  const label = t(closedAt ? 'markClosed' : 'markOpen', what);
  return (
    <button
      type="button"
      className={styles.mark}
      data-severity={severityOf(type)}
      data-open={closedAt === null || undefined}
      style={style}
      aria-label={label}
      title={label}
      tabIndex={isStop ? 0 : -1}
      onFocus={() => onFocus(id)}
      onClick={() => onSelect(id)}
    >
      {hasLabel && unitCode !== null && <span className={styles.unit}>{unitCode}</span>}
    </button>
  );
}
