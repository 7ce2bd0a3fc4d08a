import type { HomeView } from '@commonwatt/domain/home';
import type { UnitRef } from '@commonwatt/domain/refs';
import { earlyOpenedAtMs } from '@commonwatt/ui/early-stream.ts';
import { createLiveStore, type LivePaint } from '@commonwatt/ui/live/live-store.ts';
import { useLivePaint } from '@commonwatt/ui/live/use-live-paint.ts';
import { useEffect, useMemo } from 'react';
import { noteNews } from '../../offline.ts';
import { useTRPCClient } from '../../trpc.ts';

export type LiveHome = { home: HomeView; sourceLostAtMs: number | null };
type HomeMessage = LiveHome & { serverNowMs: number };

/** The own home as it is now; `retry` bumps open the stream anew. */
export function useLiveHome(ref: UnitRef, retry: number): LivePaint<LiveHome> {
  const client = useTRPCClient();
  const { communityId, clusterId, unitId } = ref;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another home or another try is another store
  const store = useMemo(
    () =>
      createLiveStore<LiveHome, HomeMessage>(
        (_, { home, sourceLostAtMs }) => ({ home, sourceLostAtMs }),
        earlyOpenedAtMs(),
      ),
    [communityId, clusterId, unitId, retry],
  );
  useEffect(() => {
    const subscription = client.home.live.subscribe(
      { home: { communityId, clusterId, unitId } },
      {
        onData: (message) => {
          store.onMessage(message);
          if (message.home.takenAtMs !== null) noteNews(message.home.takenAtMs);
        },
        onConnectionStateChange: ({ state }) => {
          if (state === 'connecting') store.onConnecting();
        },
      },
    );
    return () => {
      subscription.unsubscribe();
      store.close();
    };
  }, [client, store, communityId, clusterId, unitId]);
  return useLivePaint(store);
}
