import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Shell } from '../../shell/shell.tsx';
import { useTRPC } from '../../trpc.ts';
import { Overview } from './overview.tsx';

/** The clusters of the community that the address names. */
export function CommunityPage() {
  const trpc = useTRPC();
  const { community: communityId = '' } = useParams({ strict: false });
  const outline = useQuery(trpc.communities.outline.queryOptions());
  const { t } = useTexts('overview');
  const community = outline.data?.find((one) => one.communityId === communityId);
  const title = community?.name ?? (outline.data ? t('noCommunity', { community: communityId }) : t('what'));
  return (
    <Shell title={title}>
      <Overview communityId={communityId} title={title} />
    </Shell>
  );
}
