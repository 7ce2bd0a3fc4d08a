import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import type { ClusterInfo } from '../../shell/with-cluster.tsx';
import { useTRPC } from '../../trpc.ts';

const nextClusterAfterMs = 30_000;

/** On a wall: after a while the next cluster of the community, if there is another, and so on round; Esc ends it. */
export function useWall(isWall: boolean, { ref }: ClusterInfo): void {
  const trpc = useTRPC();
  const navigate = useNavigate({ from: '/$community/$cluster/live' });
  const { communityId, clusterId } = ref;
  const outline = useQuery(trpc.communities.outline.queryOptions()).data;
  const clusters = outline?.find((one) => one.communityId === communityId)?.clusters ?? [];
  const index = clusters.findIndex((one) => one.clusterId === clusterId);
  const next = clusters.length > 1 ? clusters[(index + 1) % clusters.length]?.clusterId : undefined;
  useEffect(() => {
    if (!isWall || next === undefined) return;
    const timer = setTimeout(() => {
      void navigate({ params: { community: communityId, cluster: next }, search: { wall: 1 }, replace: true });
    }, nextClusterAfterMs);
    return () => clearTimeout(timer);
  }, [isWall, next, communityId, navigate]);
  useEffect(() => {
    if (!isWall) return;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === 'Escape') void navigate({ search: (old) => ({ ...old, wall: undefined }), replace: true });
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [isWall, navigate]);
}
