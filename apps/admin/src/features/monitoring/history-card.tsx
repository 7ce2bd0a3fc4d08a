import { type DayPeriod, shiftPeriod } from '@commonwatt/domain/calendar';
import { monitorTypes } from '@commonwatt/domain/monitoring/monitor-types';
import { requestId } from '@commonwatt/ui/api-error.ts';
import { toCsv } from '@commonwatt/ui/format/csv.ts';
import { formatZone } from '@commonwatt/ui/format/time.ts';
import { Icon } from '@commonwatt/ui/icons.tsx';
import { Empty, ErrorNotice, Loading } from '@commonwatt/ui/notices/notices.tsx';
import { saveFile } from '@commonwatt/ui/save-file.ts';
import { Segments } from '@commonwatt/ui/segments.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Card } from '../../parts/card.tsx';
import controls from '../../parts/controls.module.css';
import { PeriodStepper } from '../../parts/period-stepper.tsx';
import type { SearchChange } from '../../parts/search-change.ts';
import type { ClusterInfo } from '../../shell/with-cluster.tsx';
import { useTRPC } from '../../trpc.ts';
import { HistoryList } from './history-list.tsx';
import { HistoryTimeline } from './history-timeline.tsx';
import styles from './monitoring.module.css';
import { type MonitoringSearch, periodSearch, shownPeriod } from './monitoring-search.ts';
import { type Failure, unitsOf, useFailureWords } from './use-failures.ts';

type HistoryCardProps = {
  cluster: ClusterInfo;
  search: MonitoringSearch;
  period: DayPeriod;
  today: string;
  nowMs: number;
  onChange: (next: SearchChange<MonitoringSearch>) => void;
  onSelect: (failure: number) => void;
};

const historyRefreshMs = 30_000;
/** As many as the api gives at most (apps/api/src/monitoring/router.ts). */
const mostFailures = 5_000;

/** The failures of a period, as lanes or as a list, narrowed by check and unit. */
export function HistoryCard({ cluster, search, period, today, nowMs, onChange, onSelect }: HistoryCardProps) {
  const { t, language } = useTexts('monitoring');
  const { nameOf } = useFailureWords();
  const trpc = useTRPC();
  const asked = { cluster: cluster.ref, ...period };
  const options = { refetchInterval: historyRefreshMs, placeholderData: keepPreviousData };
  const failures = useQuery(trpc.monitoring.failures.queryOptions(asked, options));
  const periods = useQuery(trpc.monitoring.periods.queryOptions(asked, options));
  const shown = failures.data?.filter(
    (failure) => (!search.type || failure.type === search.type) && (!search.of || unitsOf(failure).includes(search.of)),
  );
  const error = failures.error ?? periods.error;
  const zone = formatZone(nowMs, cluster.timeZone, language);
  return (
    <Card
      title={t('history')}
      note={shown && t('historyNote', { count: shown.length, zone })}
      isRenewing={failures.isPlaceholderData}
      tools={
        <>
          <Segments
            label={t('view')}
            value={search.view ?? 'timeline'}
            options={[
              { value: 'timeline', text: t('timeline') },
              { value: 'list', text: t('list') },
            ]}
            onChange={(view) => onChange({ view: view === 'list' ? view : undefined })}
          />
          <PeriodStepper
            period={period}
            today={today}
            onChange={(days) => onChange(periodSearch(days))}
            onStep={(steps) => onChange((old) => periodSearch(shiftPeriod(shownPeriod(old, today), steps)))}
          />
        </>
      }
    >
      <div className={styles.filters}>
        <select
          className={controls.field}
          aria-label={t('filterCheck')}
          value={search.type ?? ''}
          onChange={({ target }) => onChange({ type: monitorTypes.find((type) => type === target.value) })}
        >
          <option value="">{t('allChecks')}</option>
          {monitorTypes.map((type) => (
            <option key={type} value={type}>
              {nameOf(type)}
            </option>
          ))}
        </select>
        <select
          className={controls.field}
          aria-label={t('filterUnit')}
          value={search.of ?? ''}
          onChange={({ target }) => onChange({ of: target.value || undefined })}
        >
          <option value="">{t('allUnits')}</option>
          {unitChoices(cluster, search.of).map((unitId) => (
            <option key={unitId} value={unitId}>
              {unitId}
            </option>
          ))}
        </select>
        <button
          type="button"
          className={controls.button}
          disabled={!shown?.length}
          onClick={() => shown && saveFailures(cluster, period, shown)}
        >
          <Icon name="download" size={16} />
          CSV
        </button>
      </div>
      {failures.data?.length === mostFailures && (
        <p className={styles.partial}>{t('onlyNewest', { count: mostFailures })}</p>
      )}
      {error ? (
        <ErrorNotice
          what={t('history')}
          requestId={requestId(error)}
          onRetry={() => void Promise.all([failures.refetch(), periods.refetch()])}
        />
      ) : !shown || !periods.data ? (
        <Loading label={t('history')} height={280} />
      ) : search.view === 'list' ? (
        shown.length === 0 ? (
          <Empty title={t('noFailures')} />
        ) : (
          <HistoryList
            failures={shown}
            timeZone={cluster.timeZone}
            nowMs={nowMs}
            selected={search.failure}
            onSelect={onSelect}
          />
        )
      ) : (
        <HistoryTimeline
          failures={shown}
          monitors={periods.data.monitors}
          types={monitorTypes.filter((type) => !search.type || type === search.type)}
          span={periods.data.period}
          timeZone={cluster.timeZone}
          nowMs={nowMs}
          onSelect={onSelect}
        />
      )}
    </Card>
  );
}

/** Also a unit that is not registered any more can have failed. */
function unitChoices({ units }: ClusterInfo, chosen: string | undefined): string[] {
  const known = units.map(({ unitId }) => unitId);
  return chosen !== undefined && !known.includes(chosen) ? [chosen, ...known] : known;
}

function saveFailures({ ref }: ClusterInfo, { fromDay, toDay }: DayPeriod, failures: readonly Failure[]): void {
  const heading = [
    'id',
    'type',
    'unitId',
    'programId',
    'detected',
    'closed',
    'closeReason',
    'takenBy',
    'note',
    'description',
  ];
  const rows = failures.map((one) => [
    one.id,
    one.type,
    unitsOf(one).join(' '),
    one.programId,
    one.detectedAt.toISOString(),
    one.closedAt?.toISOString() ?? null,
    one.closeReason,
    one.takenBy,
    one.note,
    one.description,
  ]);
  saveFile(`failures-${ref.communityId}-${ref.clusterId}-${fromDay}-${toDay}.csv`, toCsv(heading, rows));
}
