import type { AvailabilitySpan } from '@commonwatt/domain/availability';
import type { Downtime } from '@commonwatt/domain/downtime';
import { formatDuration } from '@commonwatt/ui/format/duration.ts';
import { formatDayTime, formatSpan } from '@commonwatt/ui/format/span.ts';
import { formatClock } from '@commonwatt/ui/format/time.ts';
import { Icon, type IconName } from '@commonwatt/ui/icons.tsx';
import { Segments } from '@commonwatt/ui/segments.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { ClusterInfo } from '../../shell/with-cluster.tsx';
import styles from './unit-drawer.module.css';

type IntervalListProps = {
  cluster: ClusterInfo;
  unit: { unitId: string; spans: readonly AvailabilitySpan[]; downtimes: readonly Downtime[] };
  nowMs: number;
  atMs: number | null;
};

const icons: Record<AvailabilitySpan['kind'], IconName> = {
  up: 'check',
  down: 'stop',
  unknown: 'clock',
  notInService: 'close',
};

/** The intervals of a unit, newest first: those it was down, or all of them, which follow each other without a gap. */
export function IntervalList({ cluster, unit, nowMs, atMs }: IntervalListProps) {
  const { t } = useTexts('availability');
  const [isAll, setIsAll] = useState(false);
  const chosen = unit.spans.find(({ fromMs, toMs }) => atMs !== null && fromMs <= atMs && atMs < toMs);
  const showsAll = isAll || (chosen !== undefined && chosen.kind !== 'down');
  const list = unit.spans.filter(({ kind }) => showsAll || kind === 'down').toReversed();
  return (
    <section className={styles.intervals}>
      <header>
        <h3>{t('intervals')}</h3>
        <Segments
          label={t('show')}
          value={showsAll ? 'all' : 'down'}
          options={[
            { value: 'down', text: t('outagesOnly') },
            { value: 'all', text: t('everything') },
          ]}
          onChange={(value) => setIsAll(value === 'all')}
        />
      </header>
      {list.length === 0 ? (
        <p className={styles.quiet}>{t('noOutages')}</p>
      ) : (
        <>
          <p className={styles.quiet}>{t('newestFirst', { count: list.length })}</p>
          <ol>
            {list.map((span) => (
              <li
                key={span.fromMs}
                ref={span === chosen ? scrollTo : undefined}
                data-chosen={span === chosen || undefined}
              >
                <Interval cluster={cluster} unit={unit} span={span} nowMs={nowMs} />
              </li>
            ))}
          </ol>
        </>
      )}
    </section>
  );
}

function scrollTo(row: HTMLLIElement | null): void {
  row?.scrollIntoView({ block: 'nearest' });
}

type IntervalProps = Omit<IntervalListProps, 'atMs'> & { span: AvailabilitySpan };

function Interval({ cluster, unit, span, nowMs }: IntervalProps) {
  const { t, language } = useTexts('availability');
  const { timeZone } = cluster;
  const { kind, reason, fromMs, toMs } = span;
  const why = reason ?? (kind === 'notInService' ? 'notInService' : 'up');
  const when =
    toMs === nowMs
      ? t('interval', { from: formatDayTime(fromMs, timeZone, language), to: t('now') })
      : formatSpan(span, timeZone, language);
  return (
    <>
      <span className={kind === 'down' ? styles.iconDown : styles.iconQuiet}>
        <Icon name={icons[kind]} size={16} />
      </span>
      <div>
        <p>{when}</p>
        <p className={styles.quiet}>
          {[t(`kinds.${kind}`), t(`reasons.${why}`), ...useRealEnds(span, unit.downtimes, timeZone)].join(' · ')}
        </p>
        {kind === 'down' && (
          <Link
            to="/$community/$cluster/live"
            params={{ community: cluster.ref.communityId, cluster: cluster.ref.clusterId }}
            search={{ t: new Date(fromMs).toISOString(), unit: unit.unitId }}
          >
            {t('replay', { time: formatClock(fromMs, timeZone, language) })}
          </Link>
        )}
      </div>
      <strong>{formatDuration(toMs - fromMs, language)}</strong>
    </>
  );
}

/** Where a downtime reaches beyond the period: when it really began and ended. */
function useRealEnds(span: AvailabilitySpan, downtimes: readonly Downtime[], timeZone: string): string[] {
  const { t, language } = useTexts('availability');
  if (span.kind !== 'down') return [];
  const began = downtimes.findLast(
    ({ downMs, recoveryMs }) => downMs <= span.fromMs && (recoveryMs ?? Infinity) > span.fromMs,
  );
  const ended = downtimes.find(({ downMs, recoveryMs }) => downMs < span.toMs && (recoveryMs ?? Infinity) >= span.toMs);
  const lines: string[] = [];
  if (began && began.downMs < span.fromMs)
    lines.push(t('began', { time: formatDayTime(began.downMs, timeZone, language) }));
  if (ended?.recoveryMs === null) lines.push(t('notEnded'));
  else if (ended && ended.recoveryMs > span.toMs)
    lines.push(t('ended', { time: formatDayTime(ended.recoveryMs, timeZone, language) }));
  return lines;
}
