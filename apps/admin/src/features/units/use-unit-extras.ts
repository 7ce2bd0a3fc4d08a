import { daysUntil } from '@commonwatt/domain/calendar';
import { localDayOf } from '@commonwatt/domain/local-day';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ClusterInfo } from '../../shell/with-cluster.tsx';
import { useTRPC } from '../../trpc.ts';
import type { OpenFailure } from '../live/use-failures.ts';
import type { UnitExtras } from './unit-list.ts';

/** Slow to change, and dear to compute for a thousand units. */
const refreshMs = 60_000;
const detailsMs = 30_000;

export const rateDays = 30;

/**
 * What the stores know of a cluster's units beyond what the live view shows, the details only where they are asked for;
 * `isPartial`: something of it did not load.
 */
export function useUnitExtras(
  cluster: ClusterInfo,
  failures: readonly OpenFailure[],
  hasDetails: boolean,
): { extras: UnitExtras; isPartial: boolean; onRetry: () => void } {
  const trpc = useTRPC();
  const { ref, timeZone } = cluster;
  const options = { staleTime: refreshMs, refetchInterval: refreshMs };
  const period = daysUntil(localDayOf(new Date(), timeZone), rateDays);
  const rates = useQuery(trpc.availability.rates.queryOptions({ cluster: ref, period }, options));
  const list = useQuery(trpc.scenarios.list.queryOptions({ communityId: ref.communityId }, options));
  const residents = useQuery(trpc.units.residents.queryOptions({ cluster: ref }, options));
  const details = useQuery(
    trpc.units.details.queryOptions(
      { cluster: ref },
      { staleTime: detailsMs, refetchInterval: detailsMs, enabled: hasDetails },
    ),
  );
  const extras = useMemo((): UnitExtras => {
    const names = new Map(list.data?.scenarios.map(({ id, name }) => [id, name]));
    const choices = list.data?.homes.filter(({ clusterCode }) => clusterCode === ref.clusterId) ?? [];
    const counts = new Map<string, number>();
    for (const unitId of failures.flatMap(({ unitIds }) => unitIds)) counts.set(unitId, (counts.get(unitId) ?? 0) + 1);
    return {
      rates: rates.data ? new Map(rates.data.units.map(({ unitId, rate }) => [unitId, rate])) : null,
      scenarios: list.data
        ? new Map(choices.map(({ unitCode, scenarioId }) => [unitCode, names.get(scenarioId) ?? String(scenarioId)]))
        : null,
      residents: residents.data ? new Map(residents.data.map(({ unitId, count }) => [unitId, count])) : null,
      details: details.data ? new Map(details.data.map(({ unitId, ...rest }) => [unitId, rest])) : null,
      failures: counts,
    };
  }, [rates.data, list.data, residents.data, details.data, failures, ref.clusterId]);
  return {
    extras,
    isPartial: rates.isError || list.isError || residents.isError || details.isError,
    onRetry: () => {
      for (const query of [rates, list, residents, ...(hasDetails ? [details] : [])]) void query.refetch();
    },
  };
}
