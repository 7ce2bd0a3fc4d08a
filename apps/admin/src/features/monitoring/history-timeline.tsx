import type { Span } from '@commonwatt/domain/availability';
import { addDays } from '@commonwatt/domain/calendar';
import { localDayOf, localDayRange } from '@commonwatt/domain/local-day';
import type { MonitorType } from '@commonwatt/domain/monitoring/monitor-types';
import { formatDay } from '@commonwatt/ui/format/time.ts';
import { useSize } from '@commonwatt/ui/use-size.ts';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { pausesWithin } from './check-state.ts';
import styles from './timeline.module.css';
import { TimelineLane } from './timeline-lane.tsx';
import type { Failure, MonitorPeriod } from './use-failures.ts';

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
            i % everyNth === 0 && shareWithin(span, atMs) * widthPx + dayLabelPx <= widthPx ? (
              <span key={atMs} style={{ left: place(atMs) }} className={styles.day}>
                {formatDay(atMs, timeZone, language)}
              </span>
            ) : null,
          )}
        </div>
      </div>
      {types.map((type) => {
        const periods = monitors.filter((period) => period.type === type);
        return (
          <TimelineLane
            key={type}
            type={type}
            failures={failures
              .filter((failure) => failure.type === type)
              .sort((a, b) => a.detectedAt.getTime() - b.detectedAt.getTime())}
            watched={watchedWithin(periods, span, nowMs)}
            pauses={pausesWithin(periods, span, nowMs)}
            days={days}
            scale={{ span, place, widthPx }}
            timeZone={timeZone}
            nowMs={nowMs}
            onSelect={onSelect}
          />
        );
      })}
      {failures.length === 0 && <p className={styles.none}>{t('noFailures')}</p>}
    </div>
  );
}

const dayLabelPx = 76;

function placeWithin(span: Span) {
  return (atMs: number) => `${shareWithin(span, atMs) * 100}%`;
}

function shareWithin({ fromMs, toMs }: Span, atMs: number): number {
  return Math.min(Math.max(atMs - fromMs, 0), toMs - fromMs) / (toMs - fromMs);
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
