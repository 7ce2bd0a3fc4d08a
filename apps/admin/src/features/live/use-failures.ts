import { localDayOf } from '@commonwatt/domain/local-day';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ClusterInfo } from '../../shell/with-cluster.tsx';
import { useTRPC } from '../../trpc.ts';

/** A failure that is open at the instant that is shown. */
export type OpenFailure = { id: number; type: string; unitId: string | null; detectedAtMs: number };

const noFailures: OpenFailure[] = [];
const readAgainMs = 10_000;

/** The failures of a cluster that are open now. */
export function useOpenFailures(cluster: ClusterInfo): OpenFailure[] {
  const trpc = useTRPC();
  const open = useQuery(
    trpc.monitoring.openFailures.queryOptions({ cluster: cluster.ref }, { refetchInterval: readAgainMs }),
  );
  return useMemo(() => open.data?.map(openFailure) ?? noFailures, [open.data]);
}

/** The failures of a cluster that were open at an instant. */
export function useFailuresAt(cluster: ClusterInfo, atMs: number): OpenFailure[] {
  const trpc = useTRPC();
  const day = localDayOf(new Date(atMs), cluster.timeZone);
  const ofDay = useQuery(
    trpc.monitoring.failures.queryOptions({ cluster: cluster.ref, fromDay: day, toDay: day }, { staleTime: 60_000 }),
  );
  return useMemo(
    () =>
      ofDay.data
        ?.filter(({ detectedAt, closedAt }) => detectedAt.getTime() <= atMs && (closedAt?.getTime() ?? atMs + 1) > atMs)
        .map(openFailure) ?? noFailures,
    [ofDay.data, atMs],
  );
}

/** The units that the failures are about. */
export function useFailingUnits(failures: readonly OpenFailure[]): ReadonlySet<string> {
  const key = failures.flatMap(({ unitId }) => unitId ?? []).join('\n');
  return useMemo(() => new Set(key === '' ? [] : key.split('\n')), [key]);
}

function openFailure(failure: { id: number; type: string; unitCode: string | null; detectedAt: Date }): OpenFailure {
  const { id, type, unitCode, detectedAt } = failure;
  return { id, type, unitId: unitCode, detectedAtMs: detectedAt.getTime() };
}
