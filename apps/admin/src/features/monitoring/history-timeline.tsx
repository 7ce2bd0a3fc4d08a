import { addDays } from '@commonwatt/domain/calendar';
import { localDayOf, localDayRange } from '@commonwatt/domain/local-day';
import type { MonitorType } from '@commonwatt/domain/monitoring/monitor-types';
import { severityOf } from '@commonwatt/domain/monitoring/severity';
import { formatDay, formatDuration, formatInstant } from '@commonwatt/ui/format/time.ts';
import { useSize } from '@commonwatt/ui/use-size.ts';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import type { CSSProperties } from 'react';
import { pausesWithin } from './check-state.ts';
import styles from './timeline.module.css';
import { type Failure, type MonitorPeriod, useFailureWords } from './use-failures.ts';

type Span = { fromMs: number; toMs: number };

type HistoryTimelineProps = {
  failures: readonly Failure[];
  monitors: readonly MonitorPeriod[];
  types: readonly MonitorType[];
  span: Span;
  timeZone: string;
  nowMs: number;
  onSelect: (failure: number) => void;
};

/** A lane for each check over the days of a period: when something failed, and when nobody looked. */
export function HistoryTimeline({ failures, monitors, types, span, timeZone, nowMs, onSelect }: HistoryTimelineProps) {
  const { t, language } = useTexts('monitoring');
  const { nameOf } = useFailureWords();
  const [ref, size] = useSize<HTMLDivElement>();
  const widthPx = size?.width ?? 600;
  const place = placeWithin(span);
  const days = dayStarts(span, timeZone);
  const everyNth = Math.ceil((days.length * dayLabelPx) / widthPx);
  return (
    <div className={styles.lanes}>
      <div className={styles.axis} aria-hidden="true">
        <div ref={ref} className={styles.axisDays}>
          {days.map((atMs, i) =>
            i % everyNth === 0 ? (
              <span key={atMs} style={{ left: place(atMs) }} className={styles.day}>
                {formatDay(atMs, timeZone, language)}
              </span>
            ) : null,
          )}
        </div>
      </div>
      {types.map((type) => {
        const ofType = failures
          .filter((failure) => failure.type === type)
          .sort((a, b) => a.detectedAt.getTime() - b.detectedAt.getTime());
        const pauses = pausesWithin(
          monitors.filter((period) => period.type === type),
          span,
          nowMs,
        );
        const watched = watchedWithin(
          monitors.filter((period) => period.type === type),
          span,
          nowMs,
        );
        return (
          <section key={type} className={styles.lane} aria-label={nameOf(type)}>
            <h3>{nameOf(type)}</h3>
            <div className={styles.track}>
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
              {ofType.map((failure, i) => (
                <Mark
                  key={failure.id}
                  failure={failure}
                  style={boxOf(spanOf(failure))}
                  hasLabel={roomAfter(ofType, i) > unitLabelPx}
                  timeZone={timeZone}
                  nowMs={nowMs}
                  onSelect={onSelect}
                />
              ))}
              {nowMs < span.toMs && <i className={styles.now} style={{ left: place(nowMs) }} />}
            </div>
          </section>
        );
      })}
      {failures.length === 0 && <p className={styles.none}>{t('noFailures')}</p>}
    </div>
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

  /** How much space (px) there is between a mark and the next one of its lane, which is in order, or the end. */
  function roomAfter(lane: readonly Failure[], i: number): number {
    const failure = lane[i];
    if (!failure) return 0;
    const { fromMs, toMs } = spanOf(failure);
    let next = i + 1;
    while ((lane[next]?.detectedAt.getTime() ?? fromMs) < fromMs) next += 1;
    return widthOf({ fromMs: toMs, toMs: lane[next]?.detectedAt.getTime() ?? span.toMs });
  }
}

const dayLabelPx = 76;
const pausedLabelPx = 56;
const unitLabelPx = 44;

type MarkProps = {
  failure: Failure;
  style: CSSProperties;
  hasLabel: boolean;
  timeZone: string;
  nowMs: number;
  onSelect: (failure: number) => void;
};

function Mark({ failure, style, hasLabel, timeZone, nowMs, onSelect }: MarkProps) {
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
      onClick={() => onSelect(id)}
    >
      {hasLabel && unitCode !== null && <span className={styles.unit}>{unitCode}</span>}
    </button>
  );
}

function placeWithin({ fromMs, toMs }: Span) {
  return (atMs: number) => `${(Math.min(Math.max(atMs - fromMs, 0), toMs - fromMs) / (toMs - fromMs)) * 100}%`;
}

/** The beginning of each day of a period: not always 24 hours apart. */
function dayStarts({ fromMs, toMs }: Span, timeZone: string): number[] {
  const starts: number[] = [];
  for (let day = localDayOf(new Date(fromMs), timeZone); ; day = addDays(day, 1)) {
    const atMs = localDayRange(day, timeZone).from.getTime();
    if (atMs >= toMs) return starts;
    starts.push(atMs);
  }
}

function watchedWithin(periods: readonly MonitorPeriod[], { fromMs, toMs }: Span, nowMs: number): Span[] {
  return periods.flatMap(({ startedAt, endedAt }) => {
    const on = {
      fromMs: Math.max(fromMs, startedAt.getTime()),
      toMs: Math.min(toMs, nowMs, endedAt?.getTime() ?? nowMs),
    };
    return on.fromMs < on.toMs ? [on] : [];
  });
}
