import type { ClusterRef, UnitRef } from '@commonwatt/domain/refs';
import type { Collection, Filter } from 'mongodb';
import { dealCollection, type Telemetry, type TelemetryDocument, unitDataCollection } from './telemetry.ts';
import { unitFilter } from './unit-data.ts';

/** So many documents go at once: a store that serves one command after the other is not held up. */
export const deletedAtOnce = 1_000;

// Each deletes a first batch of what is older, and returns how many that were; fewer than `deletedAtOnce`: that was all.

/**
 * Samples of a unit that were reported before one instant, and taken before another by its own clock. Served by (community,
 * cluster, unit, datasetId).
 */
export function deleteOldUnitData(telemetry: Telemetry, unit: UnitRef, before: OldUnitData): Promise<number> {
  return deleteBatch(unitDataCollection(telemetry), oldUnitDataFilter(unit, before));
}

export type OldUnitData = { reportedBefore: Date; takenBefore: Date };

/** A sample that does not say when it was taken is as old as its report. */
export function oldUnitDataFilter(
  unit: UnitRef,
  { reportedBefore, takenBefore }: OldUnitData,
): Filter<TelemetryDocument> {
  const time = { $not: { $gte: takenBefore } };
  return { ...unitFilter(unit), datasetId: { $lt: reportedBefore.getTime() }, time };
}

/** Deals that were made before an instant. Served by (community, cluster, createDateTime, …). */
export function deleteOldDeals(telemetry: Telemetry, cluster: ClusterRef, before: Date): Promise<number> {
  return deleteBatch(dealCollection(telemetry), oldDealsFilter(cluster, before));
}

export function oldDealsFilter({ communityId, clusterId }: ClusterRef, before: Date): Filter<TelemetryDocument> {
  return { communityId, clusterId, createDateTime: { $lt: before } };
}

/** Lines of logs from before an instant. Served by (datetime). */
export function deleteOldLogs(telemetry: Telemetry, before: Date): Promise<number> {
  return deleteBatch(telemetry.db.collection('apisLog'), oldLogsFilter(before));
}

export function oldLogsFilter(before: Date): Filter<TelemetryDocument> {
  return { datetime: { $lt: before } };
}

async function deleteBatch(
  collection: Collection<TelemetryDocument>,
  filter: Filter<TelemetryDocument>,
): Promise<number> {
  const found = await collection
    .find(filter, { projection: { _id: 1 } })
    .limit(deletedAtOnce)
    .toArray();
  if (found.length === 0) return 0;
  // The filter once more: what has been replaced by something newer meanwhile stays.
  const { deletedCount } = await collection.deleteMany({ ...filter, _id: { $in: found.map(({ _id }) => _id) } });
  return deletedCount;
}
