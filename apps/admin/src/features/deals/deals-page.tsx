import { localDayOf, localDayRange } from '@commonwatt/domain/local-day';
import { requestId } from '@commonwatt/ui/api-error.ts';
import { formatDays } from '@commonwatt/ui/format/span.ts';
import { Empty, ErrorNotice, Loading } from '@commonwatt/ui/notices/notices.tsx';
import { useNow } from '@commonwatt/ui/use-now.ts';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useCallback, useDeferredValue, useMemo } from 'react';
import columns from '../../parts/columns.module.css';
import controls from '../../parts/controls.module.css';
import { Page } from '../../parts/page.tsx';
import { changeSearch, type SearchChange } from '../../parts/search-change.ts';
import { useFocusReturn } from '../../parts/use-focus-return.ts';
import { PaperHeading } from '../../shell/paper-heading.tsx';
import { Shell } from '../../shell/shell.tsx';
import { type ClusterInfo, WithCluster } from '../../shell/with-cluster.tsx';
import { useTRPC } from '../../trpc.ts';
import { drawnBars } from './deal-bars.ts';
import { DealDrawer } from './deal-drawer.tsx';
import { DealFigures } from './deal-figures.tsx';
import { DealFlows } from './deal-flows.tsx';
import { DealList } from './deal-list.tsx';
import styles from './deals.module.css';
import { type DealsSearch, daysSearch, shownDays } from './deals-search.ts';
import { DealsTools } from './deals-tools.tsx';
import { HourChart } from './hour-chart.tsx';

const route = getRouteApi('/staff/$community/$cluster/deals');
const renewEveryMs = 30_000;

/** What was shared in a cluster, between whom, and what went wrong. What is shown of it is in the URL. */
export function DealsPage() {
  const { t } = useTexts('deals');
  return <WithCluster title={t('title')}>{(cluster) => <ClusterDeals cluster={cluster} />}</WithCluster>;
}

function ClusterDeals({ cluster }: { cluster: ClusterInfo }) {
  const { t, language } = useTexts('deals');
  const trpc = useTRPC();
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/$community/$cluster/deals' });
  const nowMs = useNow(renewEveryMs);
  const today = localDayOf(new Date(nowMs), cluster.timeZone);
  const days = shownDays(search, today);
  useFocusReturn(search.deal ?? null);
  const answer = useQuery(
    trpc.deals.period.queryOptions(
      { cluster: cluster.ref, ...days, unitId: search.unit },
      { placeholderData: keepPreviousData, refetchInterval: days.toDay >= today ? renewEveryMs : false },
    ),
  );
  const data = useDeferredValue(answer.data);
  const bars = useMemo(() => (data ? drawnBars(data.bars, data.average, nowMs) : []), [data, nowMs]);

  /** A period or a deal is a step that "back" undoes; a way of looking is not. */
  const change = useCallback(
    (next: SearchChange<DealsSearch>, isStep = false) => {
      void navigate({ search: (old) => changeSearch(old, next), replace: !isStep });
    },
    [navigate],
  );
  const close = useCallback(() => change({ deal: undefined }, true), [change]);
  const bar = bars.find(({ fromMs }) => search.bar !== undefined && fromMs === Date.parse(search.bar)) ?? null;

  return (
    <Shell title={`${cluster.name} · ${t('title')}`} scope={cluster.ref}>
      <Page
        title={t('title')}
        subtitle={t('subtitle')}
        tools={<DealsTools cluster={cluster} days={days} bar={bar} today={today} search={search} onChange={change} />}
      >
        <PaperHeading
          cluster={cluster}
          period={formatDays(days, language)}
          atMs={localDayRange(days.fromDay, cluster.timeZone).from.getTime()}
        />
        <div
          className={
            search.deal === undefined ? `${columns.alone} ${styles.whole}` : `${columns.beside} ${styles.split}`
          }
        >
          <div className={styles.main}>
            {answer.isError && (
              <ErrorNotice what={t('what')} requestId={requestId(answer.error)} onRetry={() => void answer.refetch()} />
            )}
            {!data ? (
              !answer.isError && <Loading label={t('what')} height={500} />
            ) : data.totals.dealCount === 0 && search.unit === undefined ? (
              <Empty title={t('empty')}>
                {data.nearestDay === null ? (
                  <p>{t('emptyNone')}</p>
                ) : (
                  <NearestDay
                    day={data.nearestDay}
                    onShow={(day) => change(daysSearch({ fromDay: day, toDay: day }, today), true)}
                  />
                )}
              </Empty>
            ) : (
              <>
                <DealFigures
                  sums={data}
                  bars={bars}
                  nowMs={nowMs}
                  isOpenEnded={days.toDay >= today}
                  onChange={change}
                />
                <HourChart
                  bars={bars}
                  averageDays={data.average.days}
                  timeZone={cluster.timeZone}
                  nowMs={nowMs}
                  title={formatDays(days, language)}
                  chosen={bar}
                  isRenewing={answer.isPlaceholderData}
                  onChoose={(fromMs) => change({ bar: fromMs === null ? undefined : new Date(fromMs).toISOString() })}
                />
                <div className={`${columns.alone} ${styles.inner}`}>
                  <DealList cluster={cluster} days={days} bar={bar} search={search} onChange={change} />
                  <DealFlows sums={data} view={search.flows ?? 'bars'} onChange={change} />
                </div>
              </>
            )}
          </div>
          {search.deal !== undefined && <DealDrawer cluster={cluster} dealId={search.deal} onClose={close} />}
        </div>
      </Page>
    </Shell>
  );
}

function NearestDay({ day, onShow }: { day: string; onShow: (day: string) => void }) {
  const { t, language } = useTexts('deals');
  const text = formatDays({ fromDay: day, toDay: day }, language);
  return (
    <>
      <p>{t('emptyNearest', { day: text })}</p>
      <button type="button" className={controls.primary} onClick={() => onShow(day)}>
        {t('goNearest', { day: text })}
      </button>
    </>
  );
}
