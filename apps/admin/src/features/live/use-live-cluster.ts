import { applyLiveMessage, decodeLiveMessage, type LiveMessage, type LiveView } from '@commonwatt/domain/live';
import type { ClusterRef } from '@commonwatt/domain/refs';
import { earlyOpenedAtMs } from '@commonwatt/ui/early-stream.ts';
import { createLiveStore, type LivePaint } from '@commonwatt/ui/live/live-store.ts';
import { useLivePaint } from '@commonwatt/ui/live/use-live-paint.ts';
import { useEffect, useMemo } from 'react';
import { useTRPCClient } from '../../trpc.ts';

/** The cluster as it is now, painted at most four times a second; `retry` bumps open the stream anew. */
export function useLiveCluster(cluster: ClusterRef, retry: number): LivePaint<LiveView> {
  const client = useTRPCClient();
  const { communityId, clusterId } = cluster;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another cluster or another try is another store
  const store = useMemo(
    () => createLiveStore<LiveView, LiveMessage>(applyLiveMessage, earlyOpenedAtMs()),
    [communityId, clusterId, retry],
  );
  useEffect(() => {
    const subscription = client.live.cluster.subscribe(
      { cluster: { communityId, clusterId } },
      {
        onData: ({ data }) => store.onMessage(decodeLiveMessage(data)),
        onConnectionStateChange: ({ state }) => {
          if (state === 'connecting') store.onConnecting();
        },
      },
    );
    return () => {
      subscription.unsubscribe();
      store.close();
    };
  }, [client, store, communityId, clusterId]);
  return useLivePaint(store);
}
