import type { LiveView } from '@commonwatt/domain/live';
import type { ClusterRef } from '@commonwatt/domain/refs';
import type { LivePaint } from '@commonwatt/ui/live/live-store.ts';
import { monotonicMs } from '@commonwatt/ui/live/monotonic.ts';
import { useReducedMotion } from '@commonwatt/ui/use-reduced-motion.ts';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { useTRPC } from '../../../trpc.ts';
import { createBlockReader } from './block-reader.ts';

const minuteMs = 60_000;
const paintEveryMs = 250;
const calmPaintEveryMs = 1_000;
/** What has been does not change. */
const recorded = { staleTime: Number.POSITIVE_INFINITY, retry: 1 };

export type Replay = {
  paint: LivePaint<LiveView>;
  atMs: number;
  isPlaying: boolean;
  play(isPlaying: boolean): void;
  error: unknown;
  retry(): void;
};

/**
 * A cluster as it was from `startMs` on. Plays `speed` times as fast as it was, waits while the next stretch is loaded, and
 * ends at the present. Another `startMs` is a seek.
 */
export function useReplay(cluster: ClusterRef, { startMs, speed }: { startMs: number; speed: number }): Replay {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const isCalm = useReducedMotion();
  const [isPlaying, setIsPlaying] = useState(false);
  const [position, setPosition] = useState({ startMs, atMs: startMs, fromMs: wholeMinute(startMs) });
  if (position.startMs !== startMs) {
    setPosition({ startMs, atMs: startMs, fromMs: wholeMinute(startMs) });
  }
  const { atMs, fromMs } = position;
  const block = useQuery(
    trpc.live.replayBlock.queryOptions({ cluster, fromMs }, { ...recorded, placeholderData: keepPreviousData }),
  );
  const viewAt = useMemo(() => createBlockReader(block.data?.messages ?? []), [block.data]);
  const toMs = block.isPlaceholderData ? null : (block.data?.toMs ?? null);

  useEffect(() => {
    if (!isPlaying || toMs === null) return;
    let lastMs = monotonicMs();
    const timer = setInterval(
      () => {
        const nowMs = monotonicMs();
        const passedMs = (nowMs - lastMs) * speed;
        lastMs = nowMs;
        setPosition((old) => advance(old, { passedMs, toMs }));
      },
      isCalm ? calmPaintEveryMs : paintEveryMs,
    );
    return () => clearInterval(timer);
  }, [isPlaying, toMs, speed, isCalm]);

  const { communityId, clusterId } = cluster;
  useEffect(() => {
    // The present has no next stretch yet.
    if (!isPlaying || toMs === null || toMs > Date.now() - minuteMs) return;
    const next = trpc.live.replayBlock.queryOptions({ cluster: { communityId, clusterId }, fromMs: toMs }, recorded);
    void queryClient.prefetchQuery(next);
  }, [isPlaying, toMs, trpc, queryClient, communityId, clusterId]);

  return {
    paint: { view: viewAt(atMs), serverNowMs: atMs, connection: { status: 'live' } },
    atMs,
    isPlaying,
    play: setIsPlaying,
    error: block.error,
    retry: () => void block.refetch(),
  };
}

type Position = { startMs: number; atMs: number; fromMs: number };

/** Goes on within the stretch that is loaded; at its end the next one begins. */
function advance(position: Position, { passedMs, toMs }: { passedMs: number; toMs: number }): Position {
  const atMs = position.atMs + passedMs;
  return atMs < toMs ? { ...position, atMs } : { ...position, atMs: toMs, fromMs: toMs };
}

function wholeMinute(atMs: number): number {
  return Math.floor(atMs / minuteMs) * minuteMs;
}
