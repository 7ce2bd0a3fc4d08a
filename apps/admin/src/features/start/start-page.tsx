import { requestId } from '@commonwatt/ui/api-error.ts';
import { Empty, ErrorNotice, Loading } from '@commonwatt/ui/notices/notices.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Navigate } from '@tanstack/react-router';
import { clusterScreens } from '../../shell/screens.ts';
import { Shell } from '../../shell/shell.tsx';
import { useTRPC } from '../../trpc.ts';

const route = getRouteApi('/staff/');

/** Leads to the first cluster, on the screen that was asked for; says how to make one where there is none. */
export function StartPage() {
  const trpc = useTRPC();
  const { t } = useTexts('live');
  const shell = useTexts('shell');
  const { screen } = route.useSearch();
  const outline = useQuery(trpc.communities.outline.queryOptions());
  if (outline.isPending)
    return (
      <Shell title={t('title')}>
        <Loading label={shell.t('outline')} height={400} />
      </Shell>
    );
  if (outline.isError) {
    return (
      <Shell title={t('title')}>
        <ErrorNotice
          what={shell.t('outline')}
          requestId={requestId(outline.error)}
          onRetry={() => void outline.refetch()}
          isWholePage
        />
      </Shell>
    );
  }
  const community = outline.data.find((one) => one.clusters.length > 0);
  const cluster = community?.clusters[0];
  if (community && cluster) {
    const params = { community: community.communityId, cluster: cluster.clusterId };
    const { to } = clusterScreens.find(({ text }) => text === screen) ?? clusterScreens[0];
    return <Navigate to={to} params={params} replace />;
  }
  return (
    <Shell title={t('title')}>
      <Empty title={t('noClusters')} isWholePage>
        <p>{t('noClustersBody')}</p>
        <code>pnpm commonwatt register COMMUNITY CLUSTER --discover</code>
      </Empty>
    </Shell>
  );
}
