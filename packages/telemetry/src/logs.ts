import {
  type AliveType,
  blockedThreadLogger,
  heartbeatPrefixes,
  type LogLine,
  programOf,
} from '@commonwatt/domain/monitoring/log-line';
import type { Heartbeat } from '@commonwatt/domain/monitoring/watch';
import type { ClusterRef } from '@commonwatt/domain/refs';
import type { Collection, Filter } from 'mongodb';
import type { Telemetry, TelemetryDocument } from './telemetry.ts';

// What monitors read of the lines that apis-log stores. Lines without a time or a level are invisible to them.

export function logCollection({ db }: Telemetry): Collection<TelemetryDocument> {
  return db.collection('apisLog');
}

const projection = { programId: 1, unitId: 1, datetime: 1, loggername: 1, message: 1 } as const;

/**
 * SEVERE lines of a cluster whose own time is `sinceMs` (epoch ms) or later, oldest first. Served by
 * (community, cluster, level, time).
 */
export async function listSevereLines(
  telemetry: Telemetry,
  { cluster, sinceMs, limit }: { cluster: ClusterRef; sinceMs: number; limit: number },
): Promise<LogLine[]> {
  const documents = await logCollection(telemetry)
    .find(linesSinceFilter(cluster, 'SEVERE', sinceMs), { projection })
    .sort({ datetime: 1 })
    .limit(limit)
    .toArray();
  return documents.map(readLogLine);
}

/** Warnings of blocked threads since `sinceMs` (epoch ms, included). Served by (community, cluster, level, time). */
export async function listBlockedThreadLines(
  telemetry: Telemetry,
  { cluster, sinceMs }: { cluster: ClusterRef; sinceMs: number },
): Promise<LogLine[]> {
  const filter = { ...linesSinceFilter(cluster, 'WARNING', sinceMs), loggername: blockedThreadLogger };
  return (await logCollection(telemetry).find(filter, { projection }).toArray()).map(readLogLine);
}

export function linesSinceFilter(
  { communityId, clusterId }: ClusterRef,
  level: 'SEVERE' | 'WARNING' | 'INFO',
  sinceMs: number,
): Filter<TelemetryDocument> {
  return { communityId, clusterId, loglevel: level, datetime: { $gte: new Date(sinceMs) } };
}

/** Enough of a message to tell one kind of heartbeat from the others. */
const kindLength = Math.max(...Object.values(heartbeatPrefixes).map((prefix) => prefix.length));
const anyHeartbeat = new RegExp(`^(${Object.values(heartbeatPrefixes).join('|')})`);

/**
 * The newest signs of life since `sinceMs` (epoch ms, included) of each program of a cluster. Times later than `nowMs` are
 * not taken for the newest. Served by (community, cluster, level, time).
 */
export async function listHeartbeats(
  telemetry: Telemetry,
  { cluster, sinceMs, nowMs }: { cluster: ClusterRef; sinceMs: number; nowMs: number },
): Promise<Heartbeat[]> {
  const now = new Date(nowMs);
  const groups = await logCollection(telemetry)
    .aggregate([
      { $match: { ...linesSinceFilter(cluster, 'INFO', sinceMs), message: anyHeartbeat } },
      {
        $group: {
          _id: {
            programId: '$programId',
            unitId: '$unitId',
            kind: { $substrCP: ['$message', 0, kindLength] },
          },
          newest: { $max: { $cond: [{ $lte: ['$datetime', now] }, '$datetime', null] } },
          newestOfAll: { $max: '$datetime' },
          newestId: { $max: '$_id' },
        },
      },
    ])
    .toArray();
  return groups.map(({ _id, newest, newestOfAll, newestId }) => ({
    programId: textOf(_id.programId),
    unitId: textOf(_id.unitId),
    message: String(_id.kind),
    newestMs: msOf(newest),
    stampedMs: msOf(newestOfAll) ?? 0,
    storedMs: storedMs(newestId),
  }));
}

/**
 * The newest sign of life of one program since `sinceMs` (epoch ms) by its own clock, however wrong that is; null when there
 * is none. Served by (community, cluster, program, unit, time).
 */
export async function findNewestHeartbeat(
  telemetry: Telemetry,
  {
    cluster,
    type,
    unitId,
    sinceMs,
    nowMs,
  }: { cluster: ClusterRef; type: AliveType; unitId: string | null; sinceMs: number; nowMs: number },
): Promise<Heartbeat | null> {
  const document = await logCollection(telemetry).findOne(heartbeatFilter(cluster, { type, unitId, sinceMs }), {
    sort: { datetime: -1 },
    projection: { datetime: 1, message: 1 },
  });
  const atMs = msOf(document?.datetime);
  if (!document || atMs === null) return null;
  const newestMs = atMs <= nowMs ? atMs : null;
  return {
    programId: programOf[type],
    unitId,
    message: String(document.message),
    newestMs,
    stampedMs: atMs,
    storedMs: storedMs(document._id),
  };
}

export function heartbeatFilter(
  { communityId, clusterId }: ClusterRef,
  { type, unitId, sinceMs }: { type: AliveType; unitId: string | null; sinceMs: number },
): Filter<TelemetryDocument> {
  const datetime = { $gte: new Date(sinceMs) };
  const program = { communityId, clusterId, programId: programOf[type] };
  return { ...program, unitId, datetime, loglevel: 'INFO', message: new RegExp(`^${heartbeatPrefixes[type]}`) };
}

function readLogLine(document: TelemetryDocument): LogLine {
  const { _id, programId, unitId, datetime, loggername, message } = document;
  return {
    key: String(_id).slice(0, 64),
    programId: textOf(programId),
    unitId: textOf(unitId),
    atMs: msOf(datetime),
    logger: textOf(loggername),
    message: textOf(message),
  };
}

/** When a document was stored, as the 24 hex digits of its id tell, be they a text or an ObjectId; 0: they do not. */
function storedMs(id: unknown): number {
  const text = String(id);
  return /^[0-9a-f]{24}$/i.test(text) ? Number.parseInt(text.slice(0, 8), 16) * 1000 : 0;
}

function msOf(value: unknown): number | null {
  return value instanceof Date ? value.getTime() : null;
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
