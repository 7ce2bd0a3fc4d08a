import type { DowntimeState } from '@commonwatt/domain/downtime';
import type { ClusterRef } from '@commonwatt/domain/refs';
import type { Collection } from 'mongodb';
import type { Telemetry } from './telemetry.ts';

// How far the downtimes of units and clusters have been worked out.

/** One per unit, as the old service center keeps it in `downtimeStatus`; `open` and `reportedMs` are ours. */
export type UnitProgress = DowntimeState & {
  unitId: string;
  /** Its first sample by its own clock (epoch ms); null: as was noted before. */
  firstMs: number | null;
  /** When the newest sample was first reported (epoch ms, reporting clock): silence is judged by it. */
  reportedMs: number;
};

type StatusDocument = {
  _id: unknown;
  communityId: string;
  clusterId: string;
  unitId: string;
  lastTime: Date;
  firstTime?: Date;
  reportedMs?: number;
  open?: DowntimeState['open'];
};

/** One per cluster. */
export type ClusterProgress = {
  /** Everything reported before this instant of the reporting clock has been judged (epoch ms). */
  judgedUntilMs: number;
  /** When the cluster was read last, by our clock (epoch ms). */
  readAtMs: number;
};

/** How many samples of each unit an hour of reports held when it was judged, to notice what comes later. */
export type JudgedHour = { hourMs: number; counts: ReadonlyMap<string, number> };

type ProgressDocument = ClusterRef & ClusterProgress & { _id: string };
type HourDocument = ClusterRef & { _id: string; hour: Date; counts: { unitId: string; count: number }[] };
type UnreadDocument = ClusterRef & { _id: string; from: Date; to: Date };

const statuses = ({ db }: Telemetry): Collection<StatusDocument> => db.collection('downtimeStatus');
const progresses = ({ db }: Telemetry): Collection<ProgressDocument> => db.collection('downtimeProgress');
const hours = ({ db }: Telemetry): Collection<HourDocument> => db.collection('downtimeHour');
const unread = ({ db }: Telemetry): Collection<UnreadDocument> => db.collection('downtimeUnread');

const keyOf = (...parts: readonly (string | number)[]) => JSON.stringify(parts);

/** The progress of every unit of a cluster that was ever judged. Served by (community, cluster, unit). */
export async function listUnitProgress(telemetry: Telemetry, cluster: ClusterRef): Promise<Map<string, UnitProgress>> {
  const documents = await statuses(telemetry).find(clusterKey(cluster)).toArray();
  return new Map(
    documents.flatMap(({ unitId, lastTime, firstTime, reportedMs, open }) => {
      if (!(lastTime instanceof Date)) return [];
      const lastMs = lastTime.getTime();
      // A status that the old service center wrote: what is open is found in its downtimes.
      if (reportedMs === undefined) return [];
      const firstMs = firstTime?.getTime() ?? null;
      return [[unitId, { unitId, firstMs, lastMs, reportedMs, open: open ?? null }] as const];
    }),
  );
}

/** Ids of units that were ever judged, in the order of the index. */
export async function listJudgedUnitIds(telemetry: Telemetry, cluster: ClusterRef): Promise<string[]> {
  const ids: unknown[] = await statuses(telemetry).distinct('unitId', clusterKey(cluster));
  return ids.filter((id) => typeof id === 'string');
}

/** Notes how far units of a cluster have been judged; to be called after the downtimes that follow from it are stored. */
export async function saveUnitProgress(
  telemetry: Telemetry,
  cluster: ClusterRef,
  units: readonly UnitProgress[],
): Promise<void> {
  const changes = units.flatMap(({ unitId, firstMs, lastMs, reportedMs, open }) => {
    if (lastMs === null) return [];
    const { communityId, clusterId } = cluster;
    // The key keeps two workers from adding one unit twice; those that the old service center added have another.
    const $setOnInsert = { _id: keyOf(communityId, clusterId, unitId) };
    const $min = firstMs === null ? {} : { $min: { firstTime: new Date(firstMs) } };
    const update = { $set: { lastTime: new Date(lastMs), reportedMs, open }, $setOnInsert, ...$min };
    return [{ updateOne: { filter: { communityId, clusterId, unitId }, update, upsert: true } }];
  });
  if (changes.length > 0) await statuses(telemetry).bulkWrite(changes, { ordered: false });
}

export async function findClusterProgress(telemetry: Telemetry, cluster: ClusterRef): Promise<ClusterProgress | null> {
  const found = await progresses(telemetry).findOne({ _id: clusterId(cluster) });
  return found && { judgedUntilMs: found.judgedUntilMs, readAtMs: found.readAtMs };
}

export async function saveClusterProgress(
  telemetry: Telemetry,
  cluster: ClusterRef,
  progress: ClusterProgress,
): Promise<void> {
  const update = { $set: { ...clusterKey(cluster), ...progress } };
  await progresses(telemetry).updateOne({ _id: clusterId(cluster) }, update, { upsert: true });
}

/** The hours that were judged, each by its first instant. Few: they are kept for as long as late samples are waited for. */
export async function listJudgedHours(telemetry: Telemetry, cluster: ClusterRef): Promise<Map<number, JudgedHour>> {
  const documents = await hours(telemetry).find(clusterKey(cluster)).toArray();
  return new Map(
    documents.map(({ hour, counts }) => {
      const hourMs = hour.getTime();
      return [hourMs, { hourMs, counts: new Map(counts.map(({ unitId, count }) => [unitId, count])) }];
    }),
  );
}

export async function saveJudgedHour(telemetry: Telemetry, cluster: ClusterRef, judged: JudgedHour): Promise<void> {
  const counts = [...judged.counts].map(([unitId, count]) => ({ unitId, count }));
  const update = { $set: { ...clusterKey(cluster), hour: new Date(judged.hourMs), counts } };
  await hours(telemetry).updateOne({ _id: hourId(cluster, judged.hourMs) }, update, { upsert: true });
}

export async function forgetJudgedHour(telemetry: Telemetry, cluster: ClusterRef, hourMs: number): Promise<void> {
  await hours(telemetry).deleteOne({ _id: hourId(cluster, hourMs) });
}

/** A time for which nothing is stored because we, or the store, did not work. Epoch ms, `toMs` excluded. */
export type UnreadTime = { fromMs: number; toMs: number };

/** Times of a cluster that could not be read and touch [fromMs, toMs), in order. Few: one for each outage. */
export async function listUnreadTimes(
  telemetry: Telemetry,
  { cluster, fromMs, toMs }: { cluster: ClusterRef } & UnreadTime,
): Promise<UnreadTime[]> {
  const documents = await unread(telemetry)
    .find({ ...clusterKey(cluster), from: { $lt: new Date(toMs) }, to: { $gt: new Date(fromMs) } })
    .sort({ from: 1 })
    .toArray();
  return documents.map(({ from, to }) => ({ fromMs: from.getTime(), toMs: to.getTime() }));
}

/** Noting the same beginning again replaces the end. */
export async function saveUnreadTime(telemetry: Telemetry, cluster: ClusterRef, time: UnreadTime): Promise<void> {
  const update = { $set: { ...clusterKey(cluster), from: new Date(time.fromMs), to: new Date(time.toMs) } };
  await unread(telemetry).updateOne({ _id: hourId(cluster, time.fromMs) }, update, { upsert: true });
}

export async function deleteUnreadTime(telemetry: Telemetry, cluster: ClusterRef, fromMs: number): Promise<void> {
  await unread(telemetry).deleteOne({ _id: hourId(cluster, fromMs) });
}

function clusterKey({ communityId, clusterId }: ClusterRef): ClusterRef {
  return { communityId, clusterId };
}

function clusterId(cluster: ClusterRef): string {
  return keyOf(cluster.communityId, cluster.clusterId);
}

function hourId(cluster: ClusterRef, ms: number): string {
  return keyOf(cluster.communityId, cluster.clusterId, ms);
}
