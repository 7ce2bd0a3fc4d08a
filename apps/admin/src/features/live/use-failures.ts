import type { AppRouter } from '@commonwatt/api/app-router';
import { localDayOf } from '@commonwatt/domain/local-day';
import { useQuery } from '@tanstack/react-query';
import type { inferRouterOutputs } from '@trpc/server';
import { useMemo } from 'react';
import type { ClusterInfo } from '../../shell/with-cluster.tsx';
import { useTRPC } from '../../trpc.ts';

/** A failure that is open at the instant that is shown. */
export type OpenFailure = {
  id: number;
  type: string;
  unitId: string | null;
  /** The units that it concerns at that instant: its own, or those that it stands for. */
  unitIds: string[];
  detectedAtMs: number;
};

const noFailures: OpenFailure[] = [];
const readAgainMs = 10_000;

/** The failures of a cluster that are open now. */
export function useOpenFailures(cluster: ClusterInfo): OpenFailure[] {
  const trpc = useTRPC();
  const open = useQuery(
    trpc.monitoring.openFailures.queryOptions({ cluster: cluster.ref }, { refetchInterval: readAgainMs }),
  );
  return useMemo(() => open.data?.map((failure) => openFailure(failure)) ?? noFailures, [open.data]);
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
        .map((failure) => openFailure(failure, atMs)) ?? noFailures,
    [ofDay.data, atMs],
  );
}

/** The units that the failures are about. */
export function useFailingUnits(failures: readonly OpenFailure[]): ReadonlySet<string> {
  const key = failures.flatMap(({ unitIds }) => unitIds).join('\n');
  return useMemo(() => new Set(key === '' ? [] : key.split('\n')), [key]);
}

type Failure = inferRouterOutputs<AppRouter>['monitoring']['openFailures'][number];

function openFailure({ id, type, unitCode, units, detectedAt }: Failure, atMs = Date.now()): OpenFailure {
  const listed = units.filter(
    ({ listedAt, backAt }) => listedAt.getTime() <= atMs && (backAt?.getTime() ?? atMs + 1) > atMs,
  );
  const unitIds = unitCode === null ? listed.map((unit) => unit.unitCode) : [unitCode];
  return { id, type, unitId: unitCode, unitIds, detectedAtMs: detectedAt.getTime() };
}
