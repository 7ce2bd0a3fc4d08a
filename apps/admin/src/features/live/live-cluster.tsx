import { createScene } from '@commonwatt/ui/cluster/scene.ts';
import { Loading } from '@commonwatt/ui/notices/notices.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { useNavigate } from '@tanstack/react-router';
import { useCallback, useMemo, useState } from 'react';
import { Shell } from '../../shell/shell.tsx';
import type { ClusterInfo } from '../../shell/with-cluster.tsx';
import { NoUnits } from './live-empty.tsx';
import { LiveStatus } from './live-status.tsx';
import { LiveView } from './live-view.tsx';
import { useFailingUnits, useOpenFailures } from './use-failures.ts';
import { useLiveCluster } from './use-live-cluster.ts';
import { useLiveSearch } from './use-live-search.ts';
import { useWall } from './use-wall.ts';

/** A cluster as it is now. */
export function LiveCluster({ cluster }: { cluster: ClusterInfo }) {
  const { t } = useTexts('live');
  const { search, change } = useLiveSearch();
  const isWall = search.wall === 1;
  useWall(isWall, cluster);
  const navigate = useNavigate();
  const [retry, setRetry] = useState(0);
  const signedOut = useCallback(() => {
    void navigate({ to: '/login', search: { next: window.location.pathname + window.location.search } });
  }, [navigate]);
  const paint = useLiveCluster(cluster.ref, retry, signedOut);
  const { view, serverNowMs } = paint;
  const failures = useOpenFailures(cluster);
  const failing = useFailingUnits(failures);
  const scene = useMemo(
    () => (view && serverNowMs !== null ? createScene(view, serverNowMs, failing) : null),
    [view, serverNowMs, failing],
  );
  const status = <LiveStatus paint={paint} scene={scene} timeZone={cluster.timeZone} />;
  return (
    <Shell title={`${cluster.name} · ${t('title')}`} scope={cluster.ref} status={status} isWall={isWall}>
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
          failures={failures}
          search={search}
          onChange={change}
          onRetry={() => setRetry((count) => count + 1)}
        />
      )}
    </Shell>
  );
}
