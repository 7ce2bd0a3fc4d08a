import type { ClusterRef } from '@commonwatt/domain/refs';
import { requestId } from '@commonwatt/ui/api-error.ts';
import { Empty, ErrorNotice, Loading } from '@commonwatt/ui/notices/notices.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Fragment, type ReactNode } from 'react';
import { useTRPC } from '../trpc.ts';
import { Shell } from './shell.tsx';

export type ClusterInfo = {
  ref: ClusterRef;
  name: string;
  timeZone: string;
  units: readonly { unitId: string; name: string }[];
};

type WithClusterProps = {
  /** The page's title while its cluster is not known. */
  title: string;
  /** The page, which brings its own shell. It is a new one for each cluster. */
  children: (cluster: ClusterInfo) => ReactNode;
};

/** The cluster that the address names, or what became of looking for it. */
export function WithCluster({ title, children }: WithClusterProps) {
  const trpc = useTRPC();
  const { t } = useTexts('shell');
  const { community = '', cluster = '' } = useParams({ strict: false });
  const outline = useQuery(trpc.communities.outline.queryOptions());
  const ref = { communityId: community, clusterId: cluster };
  if (outline.isPending) {
    return (
      <Shell title={title} scope={ref}>
        <Loading label={t('outline')} height={500} />
      </Shell>
    );
  }
  if (outline.isError) {
    return (
      <Shell title={title} scope={ref}>
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
      <Shell title={title}>
        <Empty title={t('noSuchCluster', { path: `${community}/${cluster}` })} isWholePage>
          <Link to="/">{t('toStart')}</Link>
        </Empty>
      </Shell>
    );
  }
  const { name, timeZone, units } = found;
  return <Fragment key={`${community}/${cluster}`}>{children({ ref, name, timeZone, units })}</Fragment>;
}
