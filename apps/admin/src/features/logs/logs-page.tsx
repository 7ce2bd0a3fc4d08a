import { requestId } from '@commonwatt/ui/api-error.ts';
import { formatInstant, formatZone } from '@commonwatt/ui/format/time.ts';
import { Icon } from '@commonwatt/ui/icons.tsx';
import { ErrorNotice, Loading } from '@commonwatt/ui/notices/notices.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import { Card } from '../../parts/card.tsx';
import controls from '../../parts/controls.module.css';
import { LogLines } from '../../parts/log-lines.tsx';
import { Page } from '../../parts/page.tsx';
import { Shell } from '../../shell/shell.tsx';
import { type ClusterInfo, WithCluster } from '../../shell/with-cluster.tsx';
import { useTRPC } from '../../trpc.ts';
import { MonitoringTabs } from '../monitoring/monitoring-tabs.tsx';
import { LogExport } from './log-export.tsx';
import { LogFilters } from './log-filters.tsx';
import styles from './logs.module.css';
import { type LogsSearch, logsQuery } from './logs-search.ts';

const route = getRouteApi('/staff/$community/$cluster/monitoring/logs');
const pageSize = 200;
const followMs = 2_000;

/** What the programs of a cluster logged: searched, and as it comes in. */
export function LogsPage() {
  const { t } = useTexts('logs');
  return <WithCluster title={t('title')}>{(cluster) => <Logs cluster={cluster} />}</WithCluster>;
}

function Logs({ cluster }: { cluster: ClusterInfo }) {
  const { t } = useTexts('logs');
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/$community/$cluster/monitoring/logs' });
  const change = useCallback(
    (next: Partial<LogsSearch>) => {
      void navigate({ search: (old) => ({ ...old, ...next }), replace: true });
    },
    [navigate],
  );
  return (
    <Shell title={`${cluster.name} · ${t('title')}`} scope={cluster.ref}>
      <Page title={t('title')} subtitle={t('subtitle')} tools={<MonitoringTabs cluster={cluster.ref} />}>
        <LogFilters cluster={cluster} search={search} onChange={change} />
        <FoundLines cluster={cluster} search={search} onChange={change} />
      </Page>
    </Shell>
  );
}

type FoundLinesProps = { cluster: ClusterInfo; search: LogsSearch; onChange: (next: Partial<LogsSearch>) => void };

/** The newest lines as they come in, until they are paused or older ones are asked for. */
function FoundLines({ cluster, search, onChange }: FoundLinesProps) {
  const { t, language } = useTexts('logs');
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const isFollowing = search.until === undefined && search.follow !== 'off';
  const options = trpc.logs.search.infiniteQueryOptions(
    { cluster: cluster.ref, ...logsQuery(search), order: 'older', limit: pageSize },
    {
      getNextPageParam: ({ next }) => next ?? undefined,
      refetchInterval: isFollowing ? followMs : false,
      refetchOnWindowFocus: isFollowing,
      staleTime: isFollowing ? 0 : Number.POSITIVE_INFINITY,
    },
  );
  const found = useInfiniteQuery(options);
  const pages = found.data?.pages ?? [];
  const lines = distinct(pages.flatMap((page) => page.lines));
  const lookedUntilMs = pages.at(-1)?.lookedUntilMs ?? null;
  const at = (atMs: number) => formatInstant(atMs, cluster.timeZone, language);

  function follow() {
    queryClient.removeQueries({ queryKey: options.queryKey });
    onChange({ follow: undefined, until: undefined });
  }

  async function showOlder() {
    // What is read has to stand still.
    if (isFollowing) onChange({ follow: 'off' });
    await found.fetchNextPage();
  }

  return (
    <Card
      title={t('lines')}
      note={t(isFollowing ? 'following' : 'standing', {
        count: lines.length,
        zone: formatZone(Date.now(), cluster.timeZone, language),
      })}
      isRenewing={found.isFetchingNextPage}
      tools={
        <>
          <button
            type="button"
            className={controls.button}
            aria-pressed={isFollowing}
            onClick={() => (isFollowing ? onChange({ follow: 'off' }) : follow())}
          >
            <Icon name={isFollowing ? 'pause' : 'play'} size={16} />
            {t(isFollowing ? 'pause' : 'follow')}
          </button>
          <LogExport cluster={cluster} search={search} />
        </>
      }
    >
      {found.isError && (
        <ErrorNotice what={t('lines')} requestId={requestId(found.error)} onRetry={() => void found.refetch()} />
      )}
      {found.isPending && <Loading label={t('lines')} height={320} />}
      {found.data && (
        <LogLines
          label={t('lines')}
          lines={lines}
          timeZone={cluster.timeZone}
          empty={found.hasNextPage ? t('noneYet') : t('none')}
        />
      )}
      {found.hasNextPage && (
        <p className={styles.more}>
          <button
            type="button"
            className={controls.button}
            disabled={found.isFetchingNextPage}
            onClick={() => void showOlder()}
          >
            {t('older')}
          </button>
          {lookedUntilMs !== null && <span>{t('lookedUntil', { time: at(lookedUntilMs) })}</span>}
        </p>
      )}
      {found.data && !found.hasNextPage && lines.length > 0 && <p className={styles.more}>{t('noOlder')}</p>}
    </Card>
  );
}

/** While lines come in, one may be the last of a page and the first of the next. */
function distinct<Line extends { key: string }>(lines: readonly Line[]): Line[] {
  return [...new Map(lines.map((line) => [line.key, line])).values()];
}
