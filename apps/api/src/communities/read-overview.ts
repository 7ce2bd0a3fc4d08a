import type { Database } from '@commonwatt/database/client';
import { type ClusterRow, type CommunityRow, listCommunities } from '@commonwatt/database/communities';
import { countOpenFailures } from '@commonwatt/database/failures';
import { countLastKinds, type TimeKind } from '@commonwatt/domain/availability';
import { type ClusterFlow, clusterFlow } from '@commonwatt/domain/cluster-flow';
import { sumDeals } from '@commonwatt/domain/deal-sums';
import { localDayOf, localDayRange } from '@commonwatt/domain/local-day';
import { refKey } from '@commonwatt/domain/ref-key';
import type { ClusterRef } from '@commonwatt/domain/refs';
import type { StaffScope } from '@commonwatt/domain/staff-scope';
import { streamDealFigures } from '@commonwatt/telemetry/deal-history';
import { listLiveDeals } from '@commonwatt/telemetry/deals';
import type { Telemetry } from '@commonwatt/telemetry/telemetry';
import { findNewestReportAt, listNewestFlows } from '@commonwatt/telemetry/unit-data';
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
  /** Failures that are open. */
  openCount: number;
  /** When any unit reported last; null when none ever did. */
  newestReportAt: Date | null;
  /** What flowed then, and the deals that are in progress now; null when no unit ever reported. */
  flow: ClusterFlow | null;
};

const rateMs = 7 * 86_400_000;

/** Every cluster of a scope as it is at `now`, ordered by community and cluster. */
export async function readOverview(
  { database, telemetry }: { database: Database; telemetry: Telemetry },
  scope: StaffScope,
  now: Date,
): Promise<ClusterOverview[]> {
  const [communities, counts] = await Promise.all([
    listCommunities(database, scope),
    countOpenFailures(database, scope),
  ]);
  const openCounts = new Map(counts.map(({ count, ...ref }) => [refKey(ref), count]));
  const overviews: ClusterOverview[] = [];
  // A community at a time: the stores serve others as well.
  for (const community of communities) {
    const read = community.clusters.map(async (cluster) => {
      const one = await readCluster(telemetry, community, { cluster, now });
      return { ...one, openCount: openCounts.get(refKey(one.ref)) ?? 0 };
    });
    overviews.push(...(await Promise.all(read)));
  }
  return overviews;
}

async function readCluster(
  telemetry: Telemetry,
  community: CommunityRow,
  { cluster, now }: { cluster: ClusterRow; now: Date },
): Promise<Omit<ClusterOverview, 'openCount'>> {
  const ref = { communityId: community.communityId, clusterId: cluster.clusterId };
  const { name, timeZone, units } = cluster;
  const registered = { ref, name, communityName: community.name, timeZone, units };
  const period = { fromMs: now.getTime() - rateMs, toMs: now.getTime() };
  const [availability, sharedTodayWh, { newestReportAt, flow }] = await Promise.all([
    readAvailability(telemetry, registered, { period, now }),
    sumToday(telemetry, ref, { timeZone, now }),
    readFlow(telemetry, ref, now),
  ]);
  return {
    ref,
    name,
    communityName: community.name,
    timeZone,
    unitCounts: countLastKinds(availability.units),
    rate: availability.rate,
    sharedTodayWh,
    newestReportAt,
    flow,
  };
}

async function readFlow(
  telemetry: Telemetry,
  cluster: ClusterRef,
  now: Date,
): Promise<Pick<ClusterOverview, 'newestReportAt' | 'flow'>> {
  const newestReportAt = await findNewestReportAt(telemetry, cluster);
  if (newestReportAt === null) return { newestReportAt, flow: null };
  const [reports, deals] = await Promise.all([
    listNewestFlows(telemetry, cluster, newestReportAt.getTime()),
    listLiveDeals(telemetry, { cluster, now }),
  ]);
  return { newestReportAt, flow: clusterFlow(reports, deals) };
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
