import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '../trpc.ts';

type Names = {
  community: (communityId: string) => string;
  cluster: (communityId: string, clusterId: string) => string;
};

/** What communities and clusters are called; their ids where that is not known. */
export function useNames(): Names {
  const trpc = useTRPC();
  const outline = useQuery(trpc.communities.outline.queryOptions()).data;
  const find = (communityId: string) => outline?.find((one) => one.communityId === communityId);
  return {
    community: (communityId) => find(communityId)?.name ?? communityId,
    cluster: (communityId, clusterId) =>
      find(communityId)?.clusters.find((one) => one.clusterId === clusterId)?.name ?? clusterId,
  };
}
