import { requestId } from '@commonwatt/ui/api-error.ts';
import { Empty, ErrorNotice, Loading } from '@commonwatt/ui/notices/notices.tsx';
import { PartBoundary } from '@commonwatt/ui/notices/part-boundary.tsx';
import { withTexts } from '@commonwatt/ui/texts.ts';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Navigate } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { pages } from '../../pages.ts';
import { clusterScreens } from '../../shell/screens.ts';
import { Shell } from '../../shell/shell.tsx';
import { useTRPC } from '../../trpc.ts';

const route = getRouteApi('/staff/');
const { texts, load } = pages['/'];
const Overview = lazy(withTexts(texts, () => load().then((module) => ({ default: module.Overview }))));

/**
 * All clusters at a glance. Where there is just one, or a screen was asked for, it leads to the first cluster; where there
 * is none, it says how to make one.
 */
export function StartPage() {
  const { t } = useTexts('shell');
  return (
    <Shell title={t('overview')}>
      <Start />
    </Shell>
  );
}

function Start() {
  const trpc = useTRPC();
  const { t } = useTexts('shell');
  const { screen } = route.useSearch();
  const outline = useQuery(trpc.communities.outline.queryOptions());
  if (outline.isPending) return <Loading label={t('outline')} height={400} />;
  if (outline.isError) {
    return (
      <ErrorNotice
        what={t('outline')}
        requestId={requestId(outline.error)}
        onRetry={() => void outline.refetch()}
        isWholePage
      />
    );
  }
  const clusters = outline.data.flatMap((community) =>
    community.clusters.map(({ clusterId }) => ({ community: community.communityId, cluster: clusterId })),
  );
  const [first] = clusters;
  if (!first) return <NoClusters />;
  const wanted = clusterScreens.find(({ text }) => text === screen);
  if (wanted || clusters.length === 1) return <Navigate to={(wanted ?? clusterScreens[0]).to} params={first} replace />;
  return (
    <PartBoundary what={t('overview')}>
      <Suspense fallback={<Loading label={t('overview')} height={400} />}>
        <Overview communityId={null} title={t('overview')} />
      </Suspense>
    </PartBoundary>
  );
}

function NoClusters() {
  const { t } = useTexts('live');
  return (
    <Empty title={t('noClusters')} isWholePage>
      <p>{t('noClustersBody')}</p>
      <code>pnpm commonwatt register COMMUNITY CLUSTER --discover</code>
    </Empty>
  );
}
