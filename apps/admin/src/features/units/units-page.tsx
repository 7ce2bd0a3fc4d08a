import { ConnectionBanner } from '@commonwatt/ui/live/connection-banner.tsx';
import { Loading } from '@commonwatt/ui/notices/notices.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { Page } from '../../parts/page.tsx';
import { changeSearch, type SearchChange } from '../../parts/search-change.ts';
import { Shell } from '../../shell/shell.tsx';
import { type ClusterInfo, WithCluster } from '../../shell/with-cluster.tsx';
import { NoUnits } from '../live/live-empty.tsx';
import { LiveStatus } from '../live/live-status.tsx';
import { useLiveScene } from '../live/use-live-scene.ts';
import { listUnits } from './unit-list.ts';
import { UnitsCard } from './units-card.tsx';
import { hasDetailColumn, type UnitsSearch } from './units-search.ts';
import { useSampled } from './use-sampled.ts';
import { useUnitExtras } from './use-unit-extras.ts';

const route = getRouteApi('/staff/$community/$cluster/units');
const sampleEveryMs = 5_000;

/** Every unit of a cluster in a table. What is shown of it is in the URL. */
export function UnitsPage() {
  const { t } = useTexts('units');
  return <WithCluster title={t('title')}>{(cluster) => <ClusterUnits cluster={cluster} />}</WithCluster>;
}

function ClusterUnits({ cluster }: { cluster: ClusterInfo }) {
  const { t } = useTexts('units');
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/$community/$cluster/units' });
  const change = useCallback(
    (next: SearchChange<UnitsSearch>) => navigate({ search: (old) => changeSearch(old, next), replace: true }),
    [navigate],
  );
  const { paint, scene, failures, onRetry } = useLiveScene(cluster);
  const { extras, isPartial, onRetry: onRetryExtras } = useUnitExtras(cluster, failures, hasDetailColumn(search));
  const sampled = useSampled(scene, sampleEveryMs);
  const units = useMemo(() => (sampled ? listUnits(sampled, extras) : null), [sampled, extras]);
  return (
    <Shell
      title={`${cluster.name} · ${t('title')}`}
      scope={cluster.ref}
      status={<LiveStatus paint={paint} scene={scene} timeZone={cluster.timeZone} />}
    >
      {units?.length === 0 ? (
        <NoUnits cluster={cluster} />
      ) : (
        <Page title={t('title')} subtitle={t('subtitle')}>
          <div>
            <ConnectionBanner paint={paint} onRetry={onRetry} />
            {units === null ? (
              <Loading label={t('title')} height={500} />
            ) : (
              <UnitsCard
                cluster={cluster}
                units={units}
                search={search}
                onRetry={isPartial ? onRetryExtras : null}
                onChange={change}
              />
            )}
          </div>
        </Page>
      )}
    </Shell>
  );
}
