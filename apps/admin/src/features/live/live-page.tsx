import { createScene } from '@commonwatt/ui/cluster/scene.ts';
import { Loading } from '@commonwatt/ui/notices/notices.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { Shell } from '../../shell/shell.tsx';
import { type ClusterInfo, WithCluster } from '../../shell/with-cluster.tsx';
import { NoUnits } from './live-empty.tsx';
import type { LiveSearch } from './live-search.ts';
import { LiveStatus } from './live-status.tsx';
import { LiveView } from './live-view.tsx';
import { useLiveCluster } from './use-live-cluster.ts';

const route = getRouteApi('/staff/$community/$cluster/live');

/** One cluster, live. What is shown of it is in the URL. */
export function LivePage() {
  const { t } = useTexts('live');
  return <WithCluster title={t('title')}>{(cluster) => <LiveCluster cluster={cluster} />}</WithCluster>;
}

function LiveCluster({ cluster }: { cluster: ClusterInfo }) {
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
