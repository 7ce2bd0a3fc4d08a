import type { RegisteredCluster, UnitRow } from '@commonwatt/database/communities';
import {
  type AvailabilitySpan,
  addTimes,
  availabilityRate,
  availabilitySpans,
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

/** What became of each unit of a cluster in a period, from its stored downtimes; `rate` of all counts time, not units. */
export async function readAvailability(
  telemetry: Telemetry,
  cluster: RegisteredCluster,
  { period, now }: { period: Span; now: Date },
): Promise<{ times: TimeTotals; rate: number | null; units: UnitAvailability[] }> {
  const { ref } = cluster;
  const unitId = cluster.units.length === 1 ? cluster.units[0]?.unitId : undefined;
  const [progress, downtimes, unread] = await Promise.all([
    listUnitProgress(telemetry, ref),
    listDowntimes(telemetry, { cluster: ref, unitId, from: new Date(period.fromMs), to: new Date(period.toMs) }),
    listUnreadTimes(telemetry, { cluster: ref, ...period }),
  ]);
  const byUnit = groupBy(downtimes, ({ unitId }) => unitId);
  const units = cluster.units.map((unit) => {
    const own = byUnit.get(unit.unitId) ?? [];
    const firstReportMs = progress.get(unit.unitId)?.firstMs ?? null;
    const history = { ...service(unit), firstReportMs, downtimes: own, unread };
    const spans = availabilitySpans(period, history, now.getTime());
    const times = totalTimes(spans);
    return { unitId: unit.unitId, name: unit.name, times, rate: availabilityRate(times), spans, downtimes: own };
  });
  const times = addTimes(units.map((unit) => unit.times));
  return { times, rate: availabilityRate(times), units };
}

function service({ availableFrom, availableTo }: UnitRow) {
  return { availableFromMs: availableFrom?.getTime() ?? null, availableToMs: availableTo?.getTime() ?? null };
}
