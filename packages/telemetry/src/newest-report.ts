import type { ClusterRef } from '@commonwatt/domain/refs';
import { type Telemetry, unitDataCollection } from './telemetry.ts';
import { clusterFilter } from './unit-data.ts';

/**
 * When unit data of a cluster were last reported, by the reporting clock (epoch ms); null: never. Served by
 * (community, cluster, datasetId).
 */
export async function findNewestReportMs(telemetry: Telemetry, cluster: ClusterRef): Promise<number | null> {
  const newest = await unitDataCollection(telemetry).findOne(clusterFilter(cluster), {
    sort: { datasetId: -1 },
    projection: { _id: 0, datasetId: 1 },
  });
  const reportedMs = Number(newest?.datasetId);
  return newest && Number.isFinite(reportedMs) ? reportedMs : null;
}
