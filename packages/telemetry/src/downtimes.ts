import type { Downtime, DowntimeCause } from '@commonwatt/domain/downtime';
import { groupBy } from '@commonwatt/domain/group-by';
import type { ClusterRef, UnitRef } from '@commonwatt/domain/refs';
import { dayMs } from '@commonwatt/domain/utc-day';
import type { AnyBulkWriteOperation, Collection, Filter, ObjectId } from 'mongodb';
import type { Telemetry } from './telemetry.ts';

/**
 * One time of being down, as the old service center stores it; null: not over. `cause` is ours: without it nobody knows
 * later why.
 */
export type DowntimeDocument = {
  _id: ObjectId | string;
  communityId: string;
  clusterId: string;
  unitId: string;
  downDateTime: Date;
  recoveryDateTime: Date | null;
  cause?: DowntimeCause;
};

export type UnitDowntime = Downtime & { unitId: string };

export function downtimeCollection({ db }: Telemetry): Collection<DowntimeDocument> {
  return db.collection<DowntimeDocument>('downtime');
}

/**
 * Downtimes of a cluster, or of one unit, that touch [from, to) by the old service center's rule: not recovered before
 * `from`, and begun before `to`. Ordered by unit and beginning. Served by (community, cluster, recovery, down), or by
 * (community, cluster, unit, down, recovery).
 */
export async function listDowntimes(telemetry: Telemetry, asked: DowntimesAsked): Promise<UnitDowntime[]> {
  const found = await Promise.all(
    downtimesFilters(asked).map((filter) =>
      downtimeCollection(telemetry).find(filter, { projection: readProjection, batchSize: 20_000 }).toArray(),
    ),
  );
  const downtimes = found.flatMap((documents) =>
    documents.flatMap((document) => readDowntime(telemetry, document) ?? []),
  );
  // Unit by unit: of a year of a cluster it costs far less than to sort all together.
  const byUnit = [...groupBy(downtimes, ({ unitId }) => unitId)].sort(([a], [b]) => (a < b ? -1 : 1));
  return byUnit.flatMap(([, own]) => own.sort((a, b) => a.downMs - b.downMs));
}

const readProjection = { _id: 0, unitId: 1, downDateTime: 1, recoveryDateTime: 1, cause: 1 } as const;

export type DowntimesAsked = {
  cluster: ClusterRef;
  unitId?: string | undefined;
  from?: Date | undefined;
  to?: Date | undefined;
};

/** A long period of a cluster is asked for in parts, of so long at least: while one is read, the store looks up the next. */
const leastPartMs = 92 * dayMs;
const mostParts = 4;

/**
 * Filters that together find each of these downtimes once: what is over is ranges of the index, by recovery, and what is
 * not is one value.
 */
export function downtimesFilters(asked: DowntimesAsked): Filter<DowntimeDocument>[] {
  const { cluster, unitId, from, to } = asked;
  const { communityId, clusterId } = cluster;
  const begun = {
    communityId,
    clusterId,
    ...(unitId === undefined ? {} : { unitId }),
    ...(to ? { downDateTime: { $lt: to } } : {}),
  };
  if (!from) return [begun];
  const lengthMs = to && unitId === undefined ? to.getTime() - from.getTime() : 0;
  const count = Math.min(mostParts, Math.max(1, Math.ceil(lengthMs / leastPartMs)));
  const starts = Array.from({ length: count }, (_, part) => new Date(from.getTime() + (part * lengthMs) / count));
  const parts = starts.map((start, part) => {
    const end = starts[part + 1];
    return { ...begun, recoveryDateTime: end ? { $gte: start, $lt: end } : { $gte: start } };
  });
  return [{ ...begun, recoveryDateTime: null }, ...parts];
}

/** Downtimes of a unit that end only after `afterMs`, or not at all: those that later samples may still change. */
export async function listDowntimesEndingAfter(
  telemetry: Telemetry,
  { unit, afterMs }: { unit: UnitRef; afterMs: number },
): Promise<Downtime[]> {
  const documents = await downtimeCollection(telemetry).find(endingAfterFilter(unit, afterMs)).toArray();
  return documents.flatMap((document) => readDowntime(telemetry, document) ?? []);
}

function endingAfterFilter(unit: UnitRef, afterMs: number): Filter<DowntimeDocument> {
  const { communityId, clusterId, unitId } = unit;
  const $or = [{ recoveryDateTime: null }, { recoveryDateTime: { $gt: new Date(afterMs) } }];
  return { communityId, clusterId, unitId, $or };
}

/**
 * Makes the stored downtimes of a unit that end after `afterMs` equal to `wanted`: adds, changes and removes what differs,
 * doubled ones too. Doing it again changes nothing; a key made of unit and beginning keeps two workers from
 * writing one twice. Returns how many documents changed.
 */
export async function replaceDowntimes(
  telemetry: Telemetry,
  { unit, afterMs, wanted }: { unit: UnitRef; afterMs: number; wanted: readonly Downtime[] },
): Promise<number> {
  const stored = await downtimeCollection(telemetry).find(endingAfterFilter(unit, afterMs)).toArray();
  const missing = new Map(wanted.map((downtime) => [downtime.downMs, downtime]));
  const changes: AnyBulkWriteOperation<DowntimeDocument>[] = [];
  for (const document of stored) {
    const downMs = document.downDateTime instanceof Date ? document.downDateTime.getTime() : Number.NaN;
    const same = missing.get(downMs);
    if (!same) {
      changes.push({ deleteOne: { filter: { _id: document._id } } });
      continue;
    }
    missing.delete(downMs);
    if ((document.recoveryDateTime?.getTime() ?? null) !== same.recoveryMs || document.cause !== same.cause) {
      const { recoveryMs, cause } = same;
      const update = { $set: { recoveryDateTime: dateOrNull(recoveryMs), cause } };
      changes.push({ updateOne: { filter: { _id: document._id }, update } });
    }
  }
  for (const downtime of missing.values()) {
    const { _id, ...document } = downtimeDocument(unit, downtime);
    changes.push({ updateOne: { filter: { _id }, update: { $set: document }, upsert: true } });
  }
  if (changes.length > 0) await downtimeCollection(telemetry).bulkWrite(changes);
  return changes.length;
}

export function downtimeDocument(unit: UnitRef, { downMs, recoveryMs, cause }: Downtime): DowntimeDocument {
  const { communityId, clusterId, unitId } = unit;
  const key = { communityId, clusterId, unitId, downDateTime: new Date(downMs) };
  const _id = JSON.stringify([communityId, clusterId, unitId, downMs]);
  return { _id, ...key, recoveryDateTime: dateOrNull(recoveryMs), cause };
}

function dateOrNull(ms: number | null): Date | null {
  return ms === null ? null : new Date(ms);
}

function readDowntime(telemetry: Telemetry, document: Partial<DowntimeDocument>): UnitDowntime | null {
  const { unitId, downDateTime, recoveryDateTime, cause } = document;
  const isReadable =
    typeof unitId === 'string' &&
    downDateTime instanceof Date &&
    (recoveryDateTime === null || recoveryDateTime === undefined || recoveryDateTime instanceof Date);
  if (!isReadable) {
    telemetry.unreadable.note('downtime', 'unitId, downDateTime or recoveryDateTime: unreadable');
    return null;
  }
  const recoveryMs = recoveryDateTime?.getTime() ?? null;
  return { unitId, downMs: downDateTime.getTime(), recoveryMs, cause: cause === 'loss' ? 'loss' : 'mode' };
}
