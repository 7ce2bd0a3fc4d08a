import type { ClusterRef } from '@commonwatt/domain/refs';
import type { Filter, IndexSpecification } from 'mongodb';
import { logIndexes } from './indexes.ts';
import { logCollection } from './logs.ts';
import type { Telemetry, TelemetryDocument } from './telemetry.ts';

// What staff read of the lines that apis-log stores. Lines without a time have no place in an order and are left out.

/** Which lines; null and empty: any. */
export type LogFilter = {
  programId: string | null;
  unitId: string | null;
  levels: readonly string[];
  /** Occurs in the message or the logger's name, in any case. */
  text: string;
};

/** A place in the order of lines: after the first `skip` ones whose time is `atMs` (epoch ms). */
export type LogPosition = { atMs: number; skip: number };

export type FoundLine = {
  /** Its `_id`. */
  key: string;
  atMs: number;
  level: string | null;
  programId: string | null;
  unitId: string | null;
  logger: string | null;
  thread: string | null;
  message: string;
};

export type LogPage = {
  lines: FoundLine[];
  /** Where to go on; null: there is nothing more. */
  next: LogPosition | null;
  /** The time of the last line that was looked at, whether it fits or not; null: there was none. */
  lookedUntilMs: number | null;
};

export type LogQuery = {
  cluster: ClusterRef;
  filter: LogFilter;
  /** `older`: from the newest on; `newer`: from the oldest on. */
  direction: 'older' | 'newer';
  /** Lines of [fromMs, toMs) (epoch ms); null: no such bound. */
  fromMs: number | null;
  toMs: number | null;
  /** Where the page before has ended. */
  position: LogPosition | null;
  /** At most so many lines. */
  limit: number;
};

/** More lines are not looked at for one page, so that a rare word costs no more than a common one. */
export const mostLookedAt = 20_000;
const projection = {
  datetime: 1,
  loglevel: 1,
  programId: 1,
  unitId: 1,
  loggername: 1,
  thread: 1,
  message: 1,
} as const;

/**
 * One page of a cluster's lines. The words are looked for here and not by the store, so nothing that is typed is a pattern
 * to it. Lines of the same time come in the order of the index, so all pages of a search insist on the same one.
 */
export async function searchLogLines(telemetry: Telemetry, query: LogQuery): Promise<LogPage> {
  const { filter, direction, limit } = query;
  const wanted = filter.text.trim().toLowerCase();
  const cursor = logCollection(telemetry)
    .find(logFilter(query), { projection, hint: logIndex(filter), batchSize: wanted === '' ? limit : 1_000 })
    .sort({ datetime: direction === 'older' ? -1 : 1 })
    .skip(query.position?.skip ?? 0)
    .limit(mostLookedAt);
  const lines: FoundLine[] = [];
  let position = query.position;
  let lookedAt = 0;
  for await (const document of cursor) {
    const line = readFoundLine(document);
    position = { atMs: line.atMs, skip: position?.atMs === line.atMs ? position.skip + 1 : 1 };
    lookedAt += 1;
    if (isAbout(line, wanted)) lines.push(line);
    if (lines.length === limit) break;
  }
  const isMore = lines.length === limit || lookedAt === mostLookedAt;
  return { lines, next: isMore ? position : null, lookedUntilMs: lookedAt === 0 ? null : (position?.atMs ?? null) };
}

/** What the store selects; exported for the test of its indexes. */
export function logFilter({
  cluster: { communityId, clusterId },
  filter,
  direction,
  fromMs,
  toMs,
  position,
}: LogQuery): Filter<TelemetryDocument> {
  const { levels } = filter;
  const datetime = {
    // A bound in any case: only what has a time has a place in the order.
    $gte: new Date(direction === 'newer' && position ? position.atMs : (fromMs ?? 0)),
    ...(toMs === null ? {} : { $lt: new Date(toMs) }),
    ...(direction === 'older' && position ? { $lte: new Date(position.atMs) } : {}),
  };
  const level = levels.length === 0 ? {} : { loglevel: levels.length === 1 ? levels[0] : { $in: [...levels] } };
  return { communityId, clusterId, ...programFilter(filter), ...level, datetime };
}

/** The index that serves a search; exported for its test. */
export function logIndex({ programId, unitId, levels }: LogFilter): IndexSpecification {
  if (unitId !== null || (programId !== null && programId !== unitProgram)) return logIndexes.byUnit;
  // Info and worse are nearly all lines: read by time they need not be put in order.
  const isMost = levels.length > 1 && levels.includes('INFO');
  return levels.length > 0 && !isMost ? logIndexes.byLevel : logIndexes.byTime;
}

const unitProgram = 'apis-main';

/** Only apis-main belongs to units; to name the unit of any other, none, is what its index asks for. */
function programFilter({ programId, unitId }: LogFilter): Filter<TelemetryDocument> {
  if (unitId !== null) return { programId: programId ?? unitProgram, unitId };
  if (programId === null || programId === unitProgram) return programId === null ? {} : { programId };
  return { programId, unitId: null };
}

function isAbout({ message, logger }: FoundLine, wanted: string): boolean {
  return wanted === '' || message.toLowerCase().includes(wanted) || (logger?.toLowerCase().includes(wanted) ?? false);
}

function readFoundLine(document: TelemetryDocument): FoundLine {
  const { _id, datetime, loglevel, programId, unitId, loggername, thread, message } = document;
  return {
    key: String(_id),
    atMs: (datetime as Date).getTime(),
    level: textOf(loglevel),
    programId: textOf(programId),
    unitId: textOf(unitId),
    logger: textOf(loggername),
    thread: textOf(thread),
    message: textOf(message) ?? '',
  };
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
