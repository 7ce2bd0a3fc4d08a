import type { LiveView } from '@commonwatt/domain/live';
import { createScene, type Scene } from '@commonwatt/ui/cluster/scene.ts';
import type { LivePaint } from '@commonwatt/ui/live/live-store.ts';
import { useCallback, useMemo, useState } from 'react';
import type { ClusterInfo } from '../../shell/with-cluster.tsx';
import { type OpenFailure, useFailingUnits, useOpenFailures } from './use-failures.ts';
import { useLiveCluster } from './use-live-cluster.ts';

export type LiveScene = {
  paint: LivePaint<LiveView>;
  /** Null until the first data are there. */
  scene: Scene | null;
  failures: OpenFailure[];
  onRetry: () => void;
};

/** A cluster as it is now, judged for this moment with the failures that are open. */
export function useLiveScene(cluster: ClusterInfo): LiveScene {
  const [retry, setRetry] = useState(0);
  const paint = useLiveCluster(cluster.ref, retry);
  const { view, serverNowMs } = paint;
  const failures = useOpenFailures(cluster);
  const failing = useFailingUnits(failures);
  const scene = useMemo(
    () => (view && serverNowMs !== null ? createScene(view, serverNowMs, failing) : null),
    [view, serverNowMs, failing],
  );
  const onRetry = useCallback(() => setRetry((count) => count + 1), []);
  return { paint, scene, failures, onRetry };
}
