import { Loading } from '@commonwatt/ui/notices/notices.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { Shell } from '../../shell/shell.tsx';
import type { ClusterInfo } from '../../shell/with-cluster.tsx';
import { NoUnits } from './live-empty.tsx';
import { LiveStatus } from './live-status.tsx';
import { LiveView } from './live-view.tsx';
import { useLiveScene } from './use-live-scene.ts';
import { useLiveSearch } from './use-live-search.ts';
import { useWall } from './use-wall.ts';

/** A cluster as it is now. */
export function LiveCluster({ cluster }: { cluster: ClusterInfo }) {
  const { t } = useTexts('live');
  const { search, change } = useLiveSearch();
  const isWall = search.wall === 1;
  useWall(isWall, cluster);
  const { paint, scene, failures, onRetry } = useLiveScene(cluster);
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
          onRetry={onRetry}
        />
      )}
    </Shell>
  );
}
