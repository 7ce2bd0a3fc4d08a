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
  const title = outline.data?.find((one) => one.communityId === communityId)?.name ?? communityId;
  return (
    <Shell title={title}>
      <Overview communityId={communityId} title={title} />
    </Shell>
  );
}
