import type { ConverterReading } from '@commonwatt/domain/deal-energy';
import type { ClusterRef, UnitRef } from '@commonwatt/domain/refs';
import { readUnitData, type UnitSample } from '@commonwatt/domain/unit-data';
import type { Filter } from 'mongodb';
import { readInParts } from './read-in-parts.ts';
import { type Telemetry, type TelemetryDocument, unitDataCollection } from './telemetry.ts';

/** Ids of units that ever reported, in the order of the index. Served by (community, cluster, unit, time). */
export async function listReportingUnitIds(telemetry: Telemetry, cluster: ClusterRef): Promise<string[]> {
  const ids = await unitDataCollection(telemetry).distinct('oesunit.id', clusterFilter(cluster));
  return ids.filter((id) => typeof id === 'string');
}

/** So many samples of a cluster are read at once; see `listUnitDataSince`. */
export const mostSamplesRead = 20_000;

/**
 * Samples whose report was stamped at `sinceMs` (epoch ms, included) or later, and before `toMs` if that is given, oldest
 * first, at most 20,000. Served by (community, cluster, datasetId).
 */
export async function listUnitDataSince(
  telemetry: Telemetry,
  { cluster, sinceMs, toMs }: { cluster: ClusterRef; sinceMs: number; toMs?: number },
): Promise<UnitSample[]> {
  const documents = await unitDataCollection(telemetry)
    .find(unitDataSinceFilter(cluster, sinceMs, toMs))
    .sort({ datasetId: 1 })
    .limit(mostSamplesRead)
    .toArray();
  return readSamples(telemetry, documents);
}

export function unitDataSinceFilter(cluster: ClusterRef, sinceMs: number, toMs?: number): Filter<TelemetryDocument> {
  const datasetId = toMs === undefined ? { $gte: sinceMs } : { $gte: sinceMs, $lt: toMs };
  return { ...clusterFilter(cluster), datasetId };
}

/** Enough reports to know each unit's period. */
const newestSamplesPerUnit = 8;

/** The newest reports of each unit (`listNewestSamples`), some units at a time, for as long as they are read. */
export async function* streamNewestSamples(
  telemetry: Telemetry,
  { cluster, unitIds, beforeMs }: { cluster: ClusterRef; unitIds: readonly string[]; beforeMs?: number },
): AsyncGenerator<UnitSample[]> {
  const bound = beforeMs === undefined ? {} : { beforeMs };
  const parts = readInParts(unitIds, (unitId) =>
    listNewestSamples(telemetry, { unit: { ...cluster, unitId }, count: newestSamplesPerUnit, ...bound }),
  );
  for await (const part of parts) yield part.flat();
}

/**
 * The newest reports of one unit (if `beforeMs` is given, of those stamped before it), oldest first, however old they are;
 * empty when it never reported. Served by (community, cluster, unit, datasetId).
 */
export async function listNewestSamples(
  telemetry: Telemetry,
  { unit, count, beforeMs }: { unit: UnitRef; count: number; beforeMs?: number },
): Promise<UnitSample[]> {
  const documents = await unitDataCollection(telemetry)
    .find(newestSamplesFilter(unit, beforeMs))
    .sort({ datasetId: -1 })
    .limit(count)
    .toArray();
  return readSamples(telemetry, documents.reverse());
}

export function newestSamplesFilter(unit: UnitRef, beforeMs?: number): Filter<TelemetryDocument> {
  return beforeMs === undefined ? unitFilter(unit) : { ...unitFilter(unit), datasetId: { $lt: beforeMs } };
}

/** The newest document of a unit with every field its writer put in, except `_id`; null when it never reported. */
export async function findNewestUnitDocument(telemetry: Telemetry, unit: UnitRef): Promise<TelemetryDocument | null> {
  return unitDataCollection(telemetry).findOne(unitFilter(unit), { sort: { datasetId: -1 }, projection: { _id: 0 } });
}

/**
 * The documents of the newest report cycle (`datasetId`) of a cluster with every field but `_id`; units that were not part
 * of it are missing. Empty when no cycle was ever stamped. Served by (community, cluster, datasetId).
 */
export async function listNewestDataset(telemetry: Telemetry, cluster: ClusterRef): Promise<TelemetryDocument[]> {
  const datasetId = await findNewestDatasetId(telemetry, cluster);
  if (!datasetId) return [];
  return unitDataCollection(telemetry)
    .find({ ...clusterFilter(cluster), datasetId }, { projection: { _id: 0 } })
    .toArray();
}

/** Reports of one cycle are stamped within this time; of a cluster with several programs that report, those of each. */
const cycleMs = 5_000;
const mostInCycles = 5_000;

/**
 * The reports that belong to the newest one of a cluster, which was stamped at `newestMs`, newest first, at most 5,000; of
 * a unit there may be several. Only the flows are read: all else is null. Served by (community, cluster, datasetId).
 */
export async function listNewestFlows(
  telemetry: Telemetry,
  cluster: ClusterRef,
  newestMs: number,
): Promise<UnitSample[]> {
  const documents = await unitDataCollection(telemetry)
    .find(newestFlowsFilter(cluster, newestMs), { projection: flowProjection })
    .sort({ datasetId: -1 })
    .limit(mostInCycles)
    .toArray();
  return readSamples(telemetry, documents);
}

export function newestFlowsFilter(cluster: ClusterRef, newestMs: number): Filter<TelemetryDocument> {
  return unitDataSinceFilter(cluster, newestMs - cycleMs, newestMs + 1);
}

const flowProjection = {
  _id: 0,
  'oesunit.communityId': 1,
  'oesunit.clusterId': 1,
  'oesunit.id': 1,
  datasetId: 1,
  'emu.pvc_charge_power': 1,
  'emu.ups_output_power': 1,
  'dcdc.status.status': 1,
  'dcdc.meter.wg': 1,
  'dcdc.meter.vg': 1,
} as const;

/** When any unit of a cluster was reported last, by the reporting clock; null when none ever was. Served as above. */
export async function findNewestReportAt(telemetry: Telemetry, cluster: ClusterRef): Promise<Date | null> {
  const datasetId = await findNewestDatasetId(telemetry, cluster);
  return datasetId ? new Date(Number(datasetId)) : null;
}

async function findNewestDatasetId(telemetry: Telemetry, cluster: ClusterRef): Promise<unknown> {
  const newest = await unitDataCollection(telemetry).findOne(clusterFilter(cluster), {
    sort: { datasetId: -1 },
    projection: { _id: 0, datasetId: 1 },
  });
  return newest?.datasetId;
}

/** The quantities of a sample that charts draw and day totals sum. Powers in W; positive battery power = charging. */
export type UnitReading = Pick<UnitSample, 'rsocPercent' | 'solarW' | 'loadW' | 'acGridW' | 'batteryW' | 'dcGridW'> & {
  at: Date;
};

const mostReadings = 100_000;

/**
 * Readings of a unit by its own clock in [from, to), oldest first, at most `count` or 100,000. Served by
 * (community, cluster, unit, time); only the fields that are drawn travel.
 */
export async function listUnitReadings(
  telemetry: Telemetry,
  { unit, from, to, count = mostReadings }: { unit: UnitRef; from: Date; to: Date; count?: number },
): Promise<UnitReading[]> {
  return readReadings(telemetry, await findByTime(telemetry, { unit, from, to, count }, readingProjection));
}

/** The same without a limit, one by one as the store sends them. */
export async function* streamUnitReadings(
  telemetry: Telemetry,
  { unit, from, to }: { unit: UnitRef; from: Date; to: Date },
): AsyncGenerator<UnitReading> {
  const found = unitDataCollection(telemetry)
    .find(unitReadingsFilter(unit, from, to), { projection: readingProjection, batchSize: 1_000 })
    .sort({ time: 1 });
  for await (const document of found) yield* readReadings(telemetry, [document]);
}

function readReadings(telemetry: Telemetry, documents: readonly TelemetryDocument[]): UnitReading[] {
  return readSamples(telemetry, documents).flatMap((sample) => {
    const { rsocPercent, solarW, loadW, acGridW, batteryW, dcGridW, sampledAt: at } = sample;
    return at === null ? [] : [{ at, rsocPercent, solarW, loadW, acGridW, batteryW, dcGridW }];
  });
}

function findByTime(
  telemetry: Telemetry,
  { unit, from, to, count }: { unit: UnitRef; from: Date; to: Date; count: number },
  projection: Record<string, 0 | 1>,
): Promise<TelemetryDocument[]> {
  return unitDataCollection(telemetry)
    .find(unitReadingsFilter(unit, from, to), { projection })
    .sort({ time: 1 })
    .limit(count)
    .toArray();
}

export function unitReadingsFilter(unit: UnitRef, from: Date, to: Date): Filter<TelemetryDocument> {
  return { ...unitFilter(unit), time: { $gte: from, $lt: to } };
}

/** What every sample is read by, see `readUnitData`. */
const identityProjection = {
  _id: 0,
  'oesunit.communityId': 1,
  'oesunit.clusterId': 1,
  'oesunit.id': 1,
  datasetId: 1,
} as const;

const readingProjection = {
  ...identityProjection,
  time: 1,
  'battery.rsoc': 1,
  'emu.rsoc': 1,
  'emu.pvc_charge_power': 1,
  'emu.ups_output_power': 1,
  'emu.battery_voltage': 1,
  'emu.battery_current': 1,
  'dcdc.powermeter.p2': 1,
  'dcdc.meter.wg': 1,
} as const;

/**
 * What the converter of a unit measured at its battery by the unit's own clock in [from, to), oldest first. Served by
 * (community, cluster, unit, time).
 */
export async function listConverterReadings(
  telemetry: Telemetry,
  { unit, from, to }: { unit: UnitRef; from: Date; to: Date },
): Promise<ConverterReading[]> {
  const documents = await findByTime(telemetry, { unit, from, to, count: mostReadings }, converterProjection);
  return readSamples(telemetry, documents).flatMap(({ sampledAt: at, converterBatteryW }) =>
    at === null ? [] : [{ at, converterBatteryW }],
  );
}

const converterProjection = { ...identityProjection, time: 1, 'dcdc.meter.wb': 1 } as const;

/** Reads documents one by one: a bad one is counted and left out. */
export function readSamples(telemetry: Telemetry, documents: readonly TelemetryDocument[]): UnitSample[] {
  return documents.flatMap((document) => {
    const result = readUnitData(document);
    if (result.ok) return [result.sample];
    telemetry.unreadable.note('unitData', result.problem);
    return [];
  });
}

export function clusterFilter({ communityId, clusterId }: ClusterRef): Filter<TelemetryDocument> {
  return { 'oesunit.communityId': communityId, 'oesunit.clusterId': clusterId };
}

export function unitFilter({ unitId, ...cluster }: UnitRef): Filter<TelemetryDocument> {
  return { ...clusterFilter(cluster), 'oesunit.id': unitId };
}
