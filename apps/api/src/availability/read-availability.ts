import type { RegisteredCluster, UnitRow } from '@commonwatt/database/communities';
import {
  type AvailabilitySpan,
  addTimes,
  availabilityRate,
  availabilitySpans,
  availabilityTimes,
  type Span,
  type TimeTotals,
  totalTimes,
} from '@commonwatt/domain/availability';
import { groupBy } from '@commonwatt/domain/group-by';
import { listUnitProgress, listUnreadTimes } from '@commonwatt/telemetry/downtime-progress';
import { listDowntimes, type UnitDowntime } from '@commonwatt/telemetry/downtimes';
import type { Telemetry } from '@commonwatt/telemetry/telemetry';

export type UnitAvailability = {
  unitId: string;
  name: string;
  times: TimeTotals;
  rate: number | null;
  spans: AvailabilitySpan[];
  /** As they are stored, not cut at the period. */
  downtimes: UnitDowntime[];
};

type Asked = { period: Span; now: Date };
type Totals = { times: TimeTotals; rate: number | null };

/** What became of each unit of a cluster in a period, from its stored downtimes; `rate` of all counts time, not units. */
export async function readAvailability(
  telemetry: Telemetry,
  cluster: RegisteredCluster,
  { period, now }: Asked,
): Promise<Totals & { units: UnitAvailability[] }> {
  const histories = await readHistories(telemetry, cluster, { period, now });
  const units = histories.map(({ unitId, name, downtimes, ...history }) => {
    const spans = availabilitySpans(period, { ...history, downtimes }, now.getTime());
    const times = totalTimes(spans);
    return { unitId, name, times, rate: availabilityRate(times), spans, downtimes };
  });
  return { ...totalsOf(units), units };
}

/** The same without the spans: how long each unit was what. */
export async function readAvailabilityTimes(
  telemetry: Telemetry,
  cluster: RegisteredCluster,
  { period, now }: Asked,
): Promise<Totals & { units: (Totals & { unitId: string })[] }> {
  const histories = await readHistories(telemetry, cluster, { period, now });
  const units = histories.map(({ unitId, ...history }) => {
    const times = availabilityTimes(period, history, now.getTime());
    return { unitId, times, rate: availabilityRate(times) };
  });
  return { ...totalsOf(units), units };
}

function totalsOf(units: readonly Totals[]): Totals {
  const times = addTimes(units.map((unit) => unit.times));
  return { times, rate: availabilityRate(times) };
}

/** All that is known of each unit in a period. */
async function readHistories(telemetry: Telemetry, cluster: RegisteredCluster, { period }: Asked) {
  const { ref } = cluster;
  const unitId = cluster.units.length === 1 ? cluster.units[0]?.unitId : undefined;
  const [progress, downtimes, unread] = await Promise.all([
    listUnitProgress(telemetry, ref),
    listDowntimes(telemetry, { cluster: ref, unitId, from: new Date(period.fromMs), to: new Date(period.toMs) }),
    listUnreadTimes(telemetry, { cluster: ref, ...period }),
  ]);
  const byUnit = groupBy(downtimes, ({ unitId }) => unitId);
  return cluster.units.map(({ unitId, name, ...unit }) => ({
    unitId,
    name,
    ...service(unit),
    firstReportMs: progress.get(unitId)?.firstMs ?? null,
    downtimes: byUnit.get(unitId) ?? [],
    unread,
  }));
}

function service({ availableFrom, availableTo }: Pick<UnitRow, 'availableFrom' | 'availableTo'>) {
  return { availableFromMs: availableFrom?.getTime() ?? null, availableToMs: availableTo?.getTime() ?? null };
}
