import { localDayOf } from '@commonwatt/domain/local-day';
import { requestId } from '@commonwatt/ui/api-error.ts';
import { Empty, ErrorNotice, Loading } from '@commonwatt/ui/notices/notices.tsx';
import { useNow } from '@commonwatt/ui/use-now.ts';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useCallback, useDeferredValue, useMemo } from 'react';
import { Page } from '../../parts/page.tsx';
import { changeSearch, type SearchChange } from '../../parts/search-change.ts';
import { PaperHeading } from '../../shell/paper-heading.tsx';
import { Shell } from '../../shell/shell.tsx';
import { type ClusterInfo, WithCluster } from '../../shell/with-cluster.tsx';
import { useTRPC } from '../../trpc.ts';
import { AvailabilityFigures } from './availability-figures.tsx';
import { periodInput, shownPeriod, stepPeriod } from './availability-period.ts';
import type { AvailabilitySearch } from './availability-search.ts';
import { AvailabilityTools, periodText } from './availability-tools.tsx';
import { AvailabilityUnits } from './availability-units.tsx';
import { unitRows } from './unit-rows.ts';

const route = getRouteApi('/staff/$community/$cluster/availability');
const renewEveryMs = 60_000;

/** How available the units of a cluster were. What is shown of it is in the URL. */
export function AvailabilityPage() {
  const { t } = useTexts('availability');
  return <WithCluster title={t('title')}>{(cluster) => <ClusterAvailability cluster={cluster} />}</WithCluster>;
}

function ClusterAvailability({ cluster }: { cluster: ClusterInfo }) {
  const { t, language } = useTexts('availability');
  const trpc = useTRPC();
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/$community/$cluster/availability' });
  const nowMs = useNow(renewEveryMs);
  const today = localDayOf(new Date(nowMs), cluster.timeZone);
  const period = shownPeriod(search, cluster.timeZone, nowMs);
  const asked = { cluster: cluster.ref, period: periodInput(period) };
  const kept = { placeholderData: keepPreviousData, refetchInterval: renewEveryMs };
  const answer = useQuery(trpc.availability.cluster.queryOptions(asked, kept));
  const before = useQuery(
    trpc.availability.total.queryOptions({ ...asked, period: periodInput(stepPeriod(period, -1)) }),
  );
  const data = useDeferredValue(answer.data);
  const rows = useMemo(
    () => (data ? unitRows(data.units, { fromMs: data.period.fromMs, nowMs: data.nowMs }) : []),
    [data],
  );

  /** A period or a unit is a step that "back" undoes; a way of looking is not. */
  const change = useCallback(
    (next: SearchChange<AvailabilitySearch>, isStep = false) => {
      void navigate({ search: (old) => changeSearch(old, next), replace: !isStep });
    },
    [navigate],
  );

  return (
    <Shell title={`${cluster.name} · ${t('title')}`} scope={cluster.ref}>
      <Page
        title={t('title')}
        subtitle={t('subtitle')}
        tools={
          <AvailabilityTools
            cluster={cluster}
            search={search}
            period={period}
            today={today}
            nowMs={nowMs}
            onChange={change}
          />
        }
      >
        <PaperHeading
          cluster={cluster}
          period={periodText(period, cluster.timeZone, language)}
          atMs={data?.period.fromMs ?? nowMs}
        />
        {answer.isError && !data ? (
          <ErrorNotice what={t('what')} requestId={requestId(answer.error)} onRetry={() => void answer.refetch()} />
        ) : !data ? (
          <Loading label={t('what')} height={500} />
        ) : rows.length === 0 ? (
          <Empty title={t('noUnits', { cluster: cluster.name })}>
            <p>{t('noUnitsBody')}</p>
          </Empty>
        ) : (
          <>
            {answer.isError && (
              <ErrorNotice what={t('what')} requestId={requestId(answer.error)} onRetry={() => void answer.refetch()} />
            )}
            <AvailabilityFigures
              cluster={cluster}
              total={{ times: data.times, rate: data.rate }}
              before={before.data?.rate}
              rows={rows}
            />
            <AvailabilityUnits
              cluster={cluster}
              search={search}
              period={period}
              shown={{ period: data.period, nowMs: data.nowMs, total: data }}
              rows={rows}
              isRenewing={answer.isPlaceholderData}
              today={today}
              onChange={change}
            />
          </>
        )}
      </Page>
    </Shell>
  );
}
