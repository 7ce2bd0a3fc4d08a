import { requestId } from '@commonwatt/ui/api-error.ts';
import { createScene } from '@commonwatt/ui/cluster/scene.ts';
import { ErrorNotice, Loading } from '@commonwatt/ui/notices/notices.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { Shell } from '../../shell/shell.tsx';
import { useTRPC } from '../../trpc.ts';
import { LiveNotFound, NoUnits } from './live-empty.tsx';
import type { LiveSearch } from './live-search.ts';
import { LiveStatus } from './live-status.tsx';
import { LiveView } from './live-view.tsx';
import { useLiveCluster } from './use-live-cluster.ts';

const route = getRouteApi('/staff/$community/$cluster/live');

export type LiveClusterInfo = {
  ref: { communityId: string; clusterId: string };
  name: string;
  timeZone: string;
  unitCount: number;
};

/** One cluster, live. What is shown of it is in the URL. */
export function LivePage() {
  const trpc = useTRPC();
  const { t } = useTexts('live');
  const { community, cluster } = route.useParams();
  const outline = useQuery(trpc.communities.outline.queryOptions());
  const scope = { communityId: community, clusterId: cluster };
  if (outline.isPending) {
    return (
      <Shell title={t('title')} scope={scope}>
        <Loading label={t('outline')} height={500} />
      </Shell>
    );
  }
  if (outline.isError) {
    return (
      <Shell title={t('title')} scope={scope}>
        <ErrorNotice
          what={t('outline')}
          requestId={requestId(outline.error)}
          onRetry={() => void outline.refetch()}
          isWholePage
        />
      </Shell>
    );
  }
  const found = outline.data
    .find((one) => one.communityId === community)
    ?.clusters.find((one) => one.clusterId === cluster);
  if (!found) {
    return (
      <Shell title={t('title')}>
        <LiveNotFound path={`${community}/${cluster}`} />
      </Shell>
    );
  }
  const { name, timeZone, units } = found;
  return (
    <LiveCluster key={`${community}/${cluster}`} cluster={{ ref: scope, name, timeZone, unitCount: units.length }} />
  );
}

function LiveCluster({ cluster }: { cluster: LiveClusterInfo }) {
  const { t } = useTexts('live');
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/$community/$cluster/live' });
  const [retry, setRetry] = useState(0);
  const signedOut = useCallback(() => {
    void navigate({ to: '/login', search: { next: window.location.pathname + window.location.search } });
  }, [navigate]);
  const paint = useLiveCluster(cluster.ref, retry, signedOut);
  const { view, serverNowMs } = paint;
  const scene = useMemo(
    () => (view && serverNowMs !== null ? createScene(view, serverNowMs) : null),
    [view, serverNowMs],
  );

  /** Choosing a unit or deal is a step that "back" undoes; a way of looking is not. */
  const change = useCallback(
    (next: Partial<LiveSearch>, isStep = false) => {
      void navigate({ search: (old) => ({ ...old, ...next }), replace: !isStep });
    },
    [navigate],
  );
  const hasSelection = search.unit !== undefined || search.deal !== undefined;
  useEffect(() => {
    if (!hasSelection) return;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) change({ unit: undefined, deal: undefined }, true);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [hasSelection, change]);

  const status = <LiveStatus paint={paint} scene={scene} timeZone={cluster.timeZone} />;
  return (
    <Shell title={`${cluster.name} · ${t('title')}`} scope={cluster.ref} status={status}>
      <h1 className="visually-hidden">{t('heading', { cluster: cluster.name })}</h1>
      {!scene ? (
        <Loading label={t('title')} height={500} />
      ) : scene.units.length === 0 ? (
        <NoUnits cluster={cluster} />
      ) : (
        <LiveView
          cluster={cluster}
          scene={scene}
          paint={paint}
          search={search}
          onChange={change}
          onRetry={() => setRetry((count) => count + 1)}
        />
      )}
    </Shell>
  );
}
