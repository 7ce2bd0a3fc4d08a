import { instant, part } from '@commonwatt/domain/document';
import { isDownMode, type ModeSample } from '@commonwatt/domain/downtime';
import { type OperationMode, operationModes } from '@commonwatt/domain/operation-mode';
import type { ClusterRef, UnitRef } from '@commonwatt/domain/refs';
import type { Filter } from 'mongodb';
import { z } from 'zod';
import { type Telemetry, type TelemetryDocument, unitDataCollection } from './telemetry.ts';
import { clusterFilter, unitFilter } from './unit-data.ts';

// What downtimes are made of: of each sample only its time and its mode travel.

/** A sample of one unit of a cluster. `reportedMs` is the reporting clock, `atMs` the unit's own. */
export type UnitModeSample = ModeSample & { unitId: string; reportedMs: number };

const projection = { _id: 0, 'oesunit.id': 1, time: 1, datasetId: 1, 'apis.operation_mode.effective': 1 } as const;

const mode = z.enum(operationModes).nullable().catch(null).default(null);
const modeSampleSchema = z.object({
  oesunit: z.object({ id: z.string().min(1) }),
  datasetId: z.number().catch(0).default(0),
  time: instant,
  apis: part({ operation_mode: part({ effective: mode }) }),
});

/**
 * Samples of a cluster that were reported at `sinceMs` (epoch ms) or later, oldest report first, at most `limit`. Served
 * by (community, cluster, datasetId).
 */
export async function listModeSamplesReported(
  telemetry: Telemetry,
  { cluster, sinceMs, limit }: { cluster: ClusterRef; sinceMs: number; limit: number },
): Promise<UnitModeSample[]> {
  const documents = await unitDataCollection(telemetry)
    .find({ ...clusterFilter(cluster), datasetId: { $gte: sinceMs } }, { projection })
    .sort({ datasetId: 1 })
    .limit(limit)
    .toArray();
  return documents.flatMap((document) => readModeSample(telemetry, document) ?? []);
}

/** Samples of a unit from `fromMs` on by its own clock, oldest first, one by one. Served by (…, unit, time). */
export async function* streamModeSamples(
  telemetry: Telemetry,
  { unit, fromMs }: { unit: UnitRef; fromMs: number },
): AsyncGenerator<UnitModeSample> {
  const cursor = unitDataCollection(telemetry)
    .find(modeSamplesFromFilter(unit, fromMs), { projection })
    .sort({ time: 1 });
  for await (const document of cursor) {
    const sample = readModeSample(telemetry, document);
    if (sample) yield sample;
  }
}

export function modeSamplesFromFilter(unit: UnitRef, fromMs: number): Filter<TelemetryDocument> {
  return { ...unitFilter(unit), time: { $gte: new Date(fromMs) } };
}

/** The instant of the newest sample of a unit before `atMs` by its own clock, or ever; null when there is none. */
export async function findSampleTimeBefore(
  telemetry: Telemetry,
  { unit, atMs }: { unit: UnitRef; atMs: number },
): Promise<number | null> {
  const before = await unitDataCollection(telemetry).findOne(sampleBeforeFilter(unit, atMs), {
    sort: { time: -1 },
    projection: { _id: 0, time: 1 },
  });
  return before?.time instanceof Date ? before.time.getTime() : null;
}

export function sampleBeforeFilter(unit: UnitRef, atMs: number): Filter<TelemetryDocument> {
  // The lower bound keeps out documents whose `time` is no date at all.
  return { ...unitFilter(unit), time: { $gte: new Date(0), $lt: new Date(atMs) } };
}

/** What an hour of reports holds of one unit: how many samples, and the first of their times by the unit's own clock. */
export type ReportedSamples = { count: number; firstMs: number | null };

/** What was reported of each unit in [fromMs, toMs). Served by (community, cluster, datasetId). */
export async function countSamplesByUnit(
  telemetry: Telemetry,
  { cluster, fromMs, toMs }: { cluster: ClusterRef; fromMs: number; toMs: number },
): Promise<Map<string, ReportedSamples>> {
  const rows = await unitDataCollection(telemetry)
    .aggregate<{ _id: unknown; count: number; first: unknown }>([
      { $match: reportedBetweenFilter(cluster, fromMs, toMs) },
      { $group: { _id: '$oesunit.id', count: { $sum: 1 }, first: { $min: '$time' } } },
    ])
    .toArray();
  return new Map(
    rows.flatMap(({ _id, count, first }) => {
      const firstMs = first instanceof Date ? first.getTime() : null;
      return typeof _id === 'string' ? [[_id, { count, firstMs }] as const] : [];
    }),
  );
}

/** When a cluster was first reported in [fromMs, toMs), epoch ms; null: never. Served by (community, cluster, datasetId). */
export async function findFirstReport(
  telemetry: Telemetry,
  { cluster, fromMs, toMs }: { cluster: ClusterRef; fromMs: number; toMs: number },
): Promise<number | null> {
  const first = await unitDataCollection(telemetry).findOne(reportedBetweenFilter(cluster, fromMs, toMs), {
    sort: { datasetId: 1 },
    projection: { _id: 0, datasetId: 1 },
  });
  return first ? Number(first.datasetId) : null;
}

export function reportedBetweenFilter(cluster: ClusterRef, fromMs: number, toMs: number): Filter<TelemetryDocument> {
  return { ...clusterFilter(cluster), datasetId: { $gte: fromMs, $lt: toMs } };
}

/** A bad document is counted and left out: it never holds up its unit or its cluster. */
function readModeSample(telemetry: Telemetry, document: TelemetryDocument): UnitModeSample | null {
  const parsed = modeSampleSchema.safeParse(document);
  if (!parsed.success || parsed.data.time === null) {
    telemetry.unreadable.note('unitData', parsed.success ? 'time: missing' : 'oesunit.id: unreadable');
    return null;
  }
  const { oesunit, time, datasetId, apis } = parsed.data;
  const effective: OperationMode | null = apis?.operation_mode?.effective ?? null;
  return { unitId: oesunit.id, atMs: time.getTime(), isDown: isDownMode(effective), reportedMs: datasetId };
}
