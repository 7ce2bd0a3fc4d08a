import type { RegisteredCluster } from '@commonwatt/database/communities';
import { countLastKinds, type TimeKind } from '@commonwatt/domain/availability';
import { type ClusterFlow, clusterFlow } from '@commonwatt/domain/cluster-flow';
import { localDayOf, localDayRange } from '@commonwatt/domain/local-day';
import { refKey } from '@commonwatt/domain/ref-key';
import type { ClusterRef } from '@commonwatt/domain/refs';
import { streamDealFigures } from '@commonwatt/telemetry/deal-history';
import { listLiveDeals } from '@commonwatt/telemetry/deals';
import type { Telemetry } from '@commonwatt/telemetry/telemetry';
import { findNewestReportAt, listNewestFlows } from '@commonwatt/telemetry/unit-data';
import { readAvailability } from '../availability/read-availability.ts';

/** What a cluster has reported and done, at a glance. */
export type ClusterGlance = {
  /** How many units are what just now: up, down, not known, not in service. */
  unitCounts: Record<TimeKind, number>;
  /** How available all units together were in the last 7 days; null when nothing is known. */
  rate: number | null;
  /** Energy (Wh) of the deals made today, by the calendar of the cluster. */
  sharedTodayWh: number;
  /** The same in each of the last 24 hours, the oldest first. */
  sharedByHourWh: number[];
  /** When any unit reported last; null when none ever did. */
  newestReportAt: Date | null;
  /** What flowed then, and the deals that are in progress now; null when no unit ever reported. */
  flow: ClusterFlow | null;
};

/** Glances at clusters, each read once for all who look at about the same time. */
export type ClusterGlances = { of(cluster: RegisteredCluster): Promise<ClusterGlance> };

/** Units report every few seconds: what was read this long ago is as good as new. */
const sharedForMs = 5_000;
const rateMs = 7 * 86_400_000;
const hourMs = 3_600_000;
const hourCount = 24;

export function createClusterGlances(telemetry: Telemetry, now: () => Date): ClusterGlances {
  const kept = new Map<string, { readAtMs: number; glance: Promise<ClusterGlance> }>();
  return {
    of(cluster) {
      const key = refKey(cluster.ref);
      const at = now();
      const known = kept.get(key);
      if (known && Math.abs(at.getTime() - known.readAtMs) < sharedForMs) return known.glance;
      const glance = readGlance(telemetry, cluster, at);
      kept.set(key, { readAtMs: at.getTime(), glance });
      // Who asks next is not told of a failure that may be over.
      glance.catch(() => kept.get(key)?.glance === glance && kept.delete(key));
      return glance;
    },
  };
}

async function readGlance(telemetry: Telemetry, cluster: RegisteredCluster, now: Date): Promise<ClusterGlance> {
  const { ref, timeZone } = cluster;
  const period = { fromMs: now.getTime() - rateMs, toMs: now.getTime() };
  const [availability, shared, { newestReportAt, flow }] = await Promise.all([
    readAvailability(telemetry, cluster, { period, now }),
    sumShared(telemetry, ref, { timeZone, now }),
    readFlow(telemetry, ref, now),
  ]);
  const unitCounts = countLastKinds(availability.units);
  return { unitCounts, rate: availability.rate, ...shared, newestReportAt, flow };
}

async function readFlow(
  telemetry: Telemetry,
  cluster: ClusterRef,
  now: Date,
): Promise<Pick<ClusterGlance, 'newestReportAt' | 'flow'>> {
  const newestReportAt = await findNewestReportAt(telemetry, cluster);
  if (newestReportAt === null) return { newestReportAt, flow: null };
  const [reports, deals] = await Promise.all([
    listNewestFlows(telemetry, cluster, newestReportAt.getTime()),
    listLiveDeals(telemetry, { cluster, now }),
  ]);
  return { newestReportAt, flow: clusterFlow(reports, deals) };
}

async function sumShared(
  telemetry: Telemetry,
  cluster: ClusterRef,
  { timeZone, now }: { timeZone: string; now: Date },
): Promise<Pick<ClusterGlance, 'sharedTodayWh' | 'sharedByHourWh'>> {
  const today = localDayRange(localDayOf(now, timeZone), timeZone);
  const hoursFromMs = now.getTime() - hourCount * hourMs;
  const period = { from: new Date(Math.min(today.from.getTime(), hoursFromMs)), to: today.to };
  let sharedTodayWh = 0;
  const sharedByHourWh = Array.from({ length: hourCount }, () => 0);
  for await (const deals of streamDealFigures(telemetry, { cluster, unitId: undefined, period, now })) {
    for (const { createdMs, amountWh } of deals) {
      if (createdMs >= today.from.getTime()) sharedTodayWh += amountWh;
      const hour = Math.floor((createdMs - hoursFromMs) / hourMs);
      const known = sharedByHourWh[hour];
      if (known !== undefined) sharedByHourWh[hour] = known + amountWh;
    }
  }
  return { sharedTodayWh, sharedByHourWh };
}
