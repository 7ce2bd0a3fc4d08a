import { localDayOf } from '@commonwatt/domain/local-day';
import { compareFailures } from '@commonwatt/domain/monitoring/severity';
import { useNow } from '@commonwatt/ui/use-now.ts';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import { Page } from '../../parts/page.tsx';
import { changeSearch, type SearchChange } from '../../parts/search-change.ts';
import { useFocusReturn } from '../../parts/use-focus-return.ts';
import { Shell } from '../../shell/shell.tsx';
import { type ClusterInfo, WithCluster } from '../../shell/with-cluster.tsx';
import { useTRPC } from '../../trpc.ts';
import { ChecksCard } from './checks-card.tsx';
import { FailureDrawer } from './failure-drawer.tsx';
import { HistoryCard } from './history-card.tsx';
import styles from './monitoring.module.css';
import { type MonitoringSearch, shownPeriod } from './monitoring-search.ts';
import { MonitoringTabs } from './monitoring-tabs.tsx';
import { OpenFailures } from './open-failures.tsx';
import { refreshMs } from './use-failures.ts';

const route = getRouteApi('/staff/$community/$cluster/monitoring');

/** What is broken in a cluster now, who has it, whether the checks are on, and what was. */
export function MonitoringPage() {
  const { t } = useTexts('monitoring');
  return <WithCluster title={t('title')}>{(cluster) => <Monitoring cluster={cluster} />}</WithCluster>;
}

function Monitoring({ cluster }: { cluster: ClusterInfo }) {
  const { t } = useTexts('monitoring');
  const trpc = useTRPC();
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/$community/$cluster/monitoring' });
  const nowMs = useNow(1_000);
  const today = localDayOf(new Date(nowMs), cluster.timeZone);
  const open = useQuery(
    trpc.monitoring.openFailures.queryOptions({ cluster: cluster.ref }, { refetchInterval: refreshMs }),
  );
  const failures = open.data && [...open.data].sort(compareFailures);
  /** Opening a failure is a step that "back" undoes; a way of looking is not. */
  const change = useCallback(
    (next: SearchChange<MonitoringSearch>, isStep = false) => {
      void navigate({ search: (old) => changeSearch(old, next), replace: !isStep });
    },
    [navigate],
  );
  const select = useCallback((failure: number | undefined) => change({ failure }, true), [change]);
  useFocusReturn(search.failure === undefined ? null : String(search.failure));
  return (
    <Shell title={`${cluster.name} · ${t('title')}`} scope={cluster.ref}>
      <Page title={t('title')} subtitle={t('subtitle')} tools={<MonitoringTabs cluster={cluster.ref} />}>
        <div className={styles.columns}>
          <div className={styles.main}>
            <ChecksCard cluster={cluster} open={failures} nowMs={nowMs} />
            <HistoryCard
              cluster={cluster}
              search={search}
              period={shownPeriod(search, today)}
              today={today}
              nowMs={nowMs}
              onChange={change}
              onSelect={select}
            />
          </div>
          <div className={styles.side}>
            {search.failure !== undefined && (
              <FailureDrawer
                key={search.failure}
                cluster={cluster}
                id={search.failure}
                nowMs={nowMs}
                onClose={() => select(undefined)}
              />
            )}
            <OpenFailures cluster={cluster} query={{ ...open, data: failures }} nowMs={nowMs} onSelect={select} />
          </div>
        </div>
      </Page>
    </Shell>
  );
}
