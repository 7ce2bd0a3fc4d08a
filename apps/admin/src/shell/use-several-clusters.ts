import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '../trpc.ts';

/** Whether there is more than one cluster that one may see, and so an overview of them. */
export function useSeveralClusters(): boolean {
  const trpc = useTRPC();
  const outline = useQuery(trpc.communities.outline.queryOptions()).data ?? [];
  return outline.reduce((sum, { clusters }) => sum + clusters.length, 0) > 1;
}
