import type { ClusterRow, CommunityRow } from '@commonwatt/database/communities';
import type { TimeKind } from '@commonwatt/domain/availability';
import { sumDeals } from '@commonwatt/domain/deal-sums';
import { localDayOf, localDayRange } from '@commonwatt/domain/local-day';
import type { ClusterRef } from '@commonwatt/domain/refs';
import { streamDealFigures } from '@commonwatt/telemetry/deal-history';
import type { Telemetry } from '@commonwatt/telemetry/telemetry';
import { findNewestReportAt } from '@commonwatt/telemetry/unit-data';
import { readAvailability } from '../availability/read-availability.ts';

/** A cluster at a glance. */
export type ClusterOverview = {
  ref: ClusterRef;
  name: string;
  communityName: string;
  timeZone: string;
  /** How many units are what just now: up, down, not known, not in service. */
  unitCounts: Record<TimeKind, number>;
  /** How available all units together were in the last 7 days; null when nothing is known. */
  rate: number | null;
  /** Energy (Wh) of the deals made today, by the calendar of the cluster. */
  sharedTodayWh: number;
  /** When any unit reported last; null when none ever did. */
  newestReportAt: Date | null;
};

const rateMs = 7 * 86_400_000;

/** One cluster of a community as it is at `now`. */
export async function readClusterOverview(
  telemetry: Telemetry,
  community: CommunityRow,
  { cluster, now }: { cluster: ClusterRow; now: Date },
): Promise<ClusterOverview> {
  const ref = { communityId: community.communityId, clusterId: cluster.clusterId };
  const { name, timeZone, units } = cluster;
  const registered = { ref, name, communityName: community.name, timeZone, units };
  const period = { fromMs: now.getTime() - rateMs, toMs: now.getTime() };
  const [availability, sharedTodayWh, newestReportAt] = await Promise.all([
    readAvailability(telemetry, registered, { period, now }),
    sumToday(telemetry, ref, { timeZone, now }),
    findNewestReportAt(telemetry, ref),
  ]);
  const unitCounts: Record<TimeKind, number> = { up: 0, down: 0, unknown: 0, notInService: 0 };
  // The last span reaches up to now.
  for (const { spans } of availability.units) unitCounts[spans.at(-1)?.kind ?? 'unknown'] += 1;
  return {
    ref,
    name,
    communityName: community.name,
    timeZone,
    unitCounts,
    rate: availability.rate,
    sharedTodayWh,
    newestReportAt,
  };
}

async function sumToday(
  telemetry: Telemetry,
  cluster: ClusterRef,
  { timeZone, now }: { timeZone: string; now: Date },
): Promise<number> {
  const period = localDayRange(localDayOf(now, timeZone), timeZone);
  const deals = streamDealFigures(telemetry, { cluster, unitId: undefined, period, now });
  const { totals } = await sumDeals(deals, [{ fromMs: period.from.getTime(), toMs: period.to.getTime() }]);
  return totals.amountWh;
}
