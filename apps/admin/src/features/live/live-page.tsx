import { Loading } from '@commonwatt/ui/notices/notices.tsx';
import { PartBoundary } from '@commonwatt/ui/notices/part-boundary.tsx';
import { withTexts } from '@commonwatt/ui/texts.ts';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { getRouteApi } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { Shell } from '../../shell/shell.tsx';
import { WithCluster } from '../../shell/with-cluster.tsx';
import { LiveCluster } from './live-cluster.tsx';

const route = getRouteApi('/staff/$community/$cluster/live');
const ReplayedCluster = lazy(
  withTexts(['replay'], () =>
    import('./replay/replayed-cluster.tsx').then((module) => ({ default: module.ReplayedCluster })),
  ),
);

/** One cluster, live or, with an instant in the URL, as it was then. */
export function LivePage() {
  const { t } = useTexts('live');
  const { t: instant } = route.useSearch();
  return (
    <WithCluster title={t('title')}>
      {(cluster) =>
        instant === undefined ? (
          <LiveCluster cluster={cluster} />
        ) : (
          <PartBoundary what={t('replay')}>
            <Suspense
              fallback={
                <Shell title={t('title')} scope={cluster.ref}>
                  <Loading label={t('replay')} height={500} />
                </Shell>
              }
            >
              <ReplayedCluster cluster={cluster} startMs={Date.parse(instant)} />
            </Suspense>
          </PartBoundary>
        )
      }
    </WithCluster>
  );
}
