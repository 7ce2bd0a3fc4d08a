import type { ClusterRef } from '@commonwatt/domain/refs';
import type { Filter } from 'mongodb';
import { type Telemetry, type TelemetryDocument, unitDataCollection } from './telemetry.ts';
import { clusterFilter } from './unit-data.ts';

/**
 * When unit data of a cluster were last reported, by the reporting clock (epoch ms); null: never. Served by
 * (community, cluster, datasetId).
 */
export async function findNewestReportMs(telemetry: Telemetry, cluster: ClusterRef): Promise<number | null> {
  const newest = await unitDataCollection(telemetry).findOne(newestReportFilter(cluster), {
    sort: { datasetId: -1 },
    projection: { _id: 0, datasetId: 1 },
  });
  return newest ? Number(newest.datasetId) : null;
}

/** A bad document, of which `datasetId` is a text, would come before every number. */
export function newestReportFilter(cluster: ClusterRef): Filter<TelemetryDocument> {
  return { ...clusterFilter(cluster), datasetId: { $gte: 0 } };
}
