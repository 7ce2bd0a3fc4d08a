import type { FailureChange, OpenFailure } from '@commonwatt/domain/monitoring/life-cycle';
import type { SevereType } from '@commonwatt/domain/monitoring/log-line';
import { isMonitorType, type MonitorType, monitorTypes } from '@commonwatt/domain/monitoring/monitor-types';
import type { ClusterRef } from '@commonwatt/domain/refs';
import type { Database, DatabaseOrTransaction, DatabaseTransaction } from './client.ts';
import type { Failure, MonitorProgress, MonitorWatch, Prisma } from './generated/client.ts';
import { enqueueHomeAlerts, tellHomes } from './home-alert-messages.ts';
import { enqueueIncident } from './outgoing-messages.ts';

export type { MonitorProgress, MonitorWatch };

/** A monitor that is switched on in a cluster; a null time is as configured for all. */
export type ActiveMonitor = {
  cluster: ClusterRef;
  type: MonitorType;
  windowMs: number | null;
  confirmMs: number | null;
};

/** Every monitor that is switched on, of all clusters, registered or not. */
export async function listActiveMonitors(db: DatabaseOrTransaction): Promise<ActiveMonitor[]> {
  const rows = await db.monitorSetting.findMany({ where: { isActive: true } });
  return rows.flatMap(({ communityCode: communityId, clusterCode: clusterId, type, windowMs, confirmMs }) =>
    isMonitorType(type) ? [{ cluster: { communityId, clusterId }, type, windowMs, confirmMs }] : [],
  );
}

/** How far every cluster's monitors are. To be read before what is judged by it: see `saveMonitorRound`. */
export async function listMonitorWatches(db: DatabaseOrTransaction): Promise<MonitorWatch[]> {
  return db.monitorWatch.findMany();
}

/** How far each monitor is, of one cluster or of all. */
export async function listMonitorProgress(db: DatabaseOrTransaction, cluster?: ClusterRef): Promise<MonitorProgress[]> {
  return db.monitorProgress.findMany({ where: cluster ? scope(cluster) : {}, orderBy: { id: 'asc' } });
}

/** Open failures that monitors have found, of all clusters, oldest first. */
export async function listOpenMonitorFailures(
  db: DatabaseOrTransaction,
): Promise<(OpenFailure & { cluster: ClusterRef })[]> {
  const rows = await db.failure.findMany({
    where: { closedAt: null, type: { in: [...monitorTypes] } },
    orderBy: { id: 'asc' },
  });
  return rows.flatMap((row) => {
    const { type, communityCode: communityId, clusterCode: clusterId } = row;
    if (!isMonitorType(type) || communityId === null || clusterId === null) return [];
    const { id, programId, unitCode: unitId, description, lineCount } = row;
    const times = { detectedMs: row.detectedAt.getTime(), lastLineMs: row.lastLineAt?.getTime() ?? null };
    return [{ cluster: { communityId, clusterId }, id, type, programId, unitId, description, lineCount, ...times }];
  });
}

/** Of the given lines, the keys of those that the given monitors have judged before: "progress id key". */
export async function listJudgedLines(
  db: DatabaseOrTransaction,
  progressIds: readonly number[],
  lineKeys: readonly string[],
): Promise<Set<string>> {
  const judged = new Set<string>();
  // Few enough at once for the number of parameters that a statement may have.
  for (let from = 0; from < lineKeys.length; from += 5_000) {
    const keys = lineKeys.slice(from, from + 5_000);
    const where = { progressId: { in: [...progressIds] }, lineKey: { in: keys } };
    const rows = await db.monitorLine.findMany({ where, select: { progressId: true, lineKey: true } });
    for (const { progressId, lineKey } of rows) judged.add(`${progressId} ${lineKey}`);
  }
  return judged;
}

export type MonitorRound = {
  cluster: ClusterRef;
  /** The revision that was judged by; null: there was none. */
  revision: number | null;
  now: Date;
  timeZone: string;
  state: Prisma.InputJsonValue;
  activeTypes: readonly MonitorType[];
  /** Monitors whose progress was stored before. */
  knownTypes: readonly string[];
  /** Lines from before are none of the business of a monitor that begins now. */
  activeFrom: Date;
  /** Lines that were judged, by the monitor that did. */
  lines: readonly { type: SevereType; key: string; at: Date }[];
  /** Keys of older lines are not needed any more; null: leave them. */
  forgetLinesBefore: Date | null;
  changes: readonly FailureChange[];
  /** Where messages go when a community has named nobody. */
  defaultAddress: string;
};

/**
 * Writes what a round found: failures, messages about them and how far it got, all or nothing. Only who saw the current
 * revision may, so two workers never write one round. Returns false, and writes nothing, when another was faster.
 * `keepTurn` is called before each write and stops the round by throwing.
 */
export async function saveMonitorRound(
  db: Database,
  round: MonitorRound,
  keepTurn: () => void = () => {},
): Promise<boolean> {
  const write = async (tx: DatabaseTransaction) => {
    // A worker that is frozen in here must not hold up the others with its locks.
    await tx.$executeRaw`SET LOCAL idle_in_transaction_session_timeout = '10s'`;
    keepTurn();
    if (!(await takeRevision(tx, round))) return false;
    keepTurn();
    await saveProgress(tx, round);
    for (const change of round.changes) {
      keepTurn();
      await applyChange(tx, round, change, keepTurn);
    }
    keepTurn();
    return true;
  };
  if (isQuiet(round)) {
    keepTurn();
    return saveQuietRound(db, round);
  }
  return db.$transaction(write, { maxWait: 10_000, timeout: 30_000 });
}

/** Most rounds change nothing but how far they got. */
function isQuiet({ revision, changes, lines, forgetLinesBefore, activeTypes, knownTypes }: MonitorRound): boolean {
  const isSame = activeTypes.length === knownTypes.length && activeTypes.every((type) => knownTypes.includes(type));
  const isNothingNew = changes.length === 0 && lines.length === 0 && forgetLinesBefore === null;
  return revision !== null && isSame && isNothingNew && activeTypes.length > 0;
}

/** The same as the transaction would do, as one statement: there is one for each cluster every few seconds. */
async function saveQuietRound(db: Database, { cluster, revision, now, state }: MonitorRound): Promise<boolean> {
  const { communityId, clusterId } = cluster;
  const saved = await db.$executeRaw`
    WITH won AS (
      UPDATE monitor_watches SET revision = revision + 1, read_at = ${now}, state = ${JSON.stringify(state)}::jsonb
      WHERE community_code = ${communityId} AND cluster_code = ${clusterId} AND revision = ${revision} RETURNING id)
    UPDATE monitor_progress
    SET watermark = ${now}, last_success_at = ${now}, last_error = NULL, last_error_at = NULL
    WHERE community_code = ${communityId} AND cluster_code = ${clusterId} AND EXISTS (SELECT 1 FROM won)`;
  return saved > 0;
}

/** Notes that a round could not run, for each monitor that should have. */
export async function saveMonitorError(
  db: DatabaseOrTransaction,
  error: { cluster: ClusterRef; types: readonly MonitorType[]; at: Date; message: string },
): Promise<void> {
  const { cluster, types, at, message } = error;
  const data = { lastError: message.slice(0, 500), lastErrorAt: at };
  const rows = types.map((type) => ({ ...scope(cluster), type, activeFrom: at, watermark: at, ...data }));
  await db.monitorProgress.createMany({ data: rows, skipDuplicates: true });
  await db.monitorProgress.updateMany({ where: { ...scope(cluster), type: { in: [...types] } }, data });
}

async function takeRevision(tx: DatabaseTransaction, round: MonitorRound): Promise<boolean> {
  const { cluster, revision, now: readAt, state } = round;
  if (revision === null) {
    const data = { ...scope(cluster), readAt, state };
    return (await tx.monitorWatch.createMany({ data: [data], skipDuplicates: true })).count === 1;
  }
  const data = { revision: revision + 1, readAt, state };
  return (await tx.monitorWatch.updateMany({ where: { ...scope(cluster), revision }, data })).count === 1;
}

async function saveProgress(tx: DatabaseTransaction, round: MonitorRound): Promise<void> {
  const { cluster, now, activeTypes, activeFrom, lines, forgetLinesBefore } = round;
  const types = [...activeTypes];
  await tx.monitorProgress.deleteMany({ where: { ...scope(cluster), type: { notIn: types } } });
  const data = { watermark: now, lastSuccessAt: now, lastError: null, lastErrorAt: null };
  const updated = await tx.monitorProgress.updateMany({ where: { ...scope(cluster), type: { in: types } }, data });
  if (updated.count < types.length) {
    const rows = types.map((type) => ({ ...scope(cluster), type, activeFrom, ...data }));
    await tx.monitorProgress.createMany({ data: rows, skipDuplicates: true });
  }
  if (lines.length === 0 && forgetLinesBefore === null) return;
  const progress = await listMonitorProgress(tx, cluster);
  const idOf = new Map(progress.map(({ type, id }) => [type, id]));
  const judged = lines.flatMap(({ type, key: lineKey, at }) => {
    const progressId = idOf.get(type);
    return progressId === undefined ? [] : [{ progressId, lineKey, at }];
  });
  if (judged.length > 0) await tx.monitorLine.createMany({ data: judged, skipDuplicates: true });
  const progressId = { in: [...idOf.values()] };
  if (forgetLinesBefore) await tx.monitorLine.deleteMany({ where: { progressId, at: { lt: forgetLinesBefore } } });
}

async function applyChange(
  tx: DatabaseTransaction,
  round: MonitorRound,
  change: FailureChange,
  keepTurn: () => void,
): Promise<void> {
  const { now } = round;
  if (change.act === 'describe') {
    const { failureId: id, description, lineCount, hasNewLines } = change;
    const lastLine = hasNewLines ? { lastLineAt: now } : {};
    await tx.failure.updateMany({ where: { id, closedAt: null }, data: { description, lineCount, ...lastLine } });
    return;
  }
  const { timeZone, defaultAddress } = round;
  if (change.act === 'list') {
    await listUnits(tx, round, change, keepTurn);
    return;
  }
  const failure = change.act === 'detect' ? await detect(tx, round, change) : await close(tx, round, change);
  // What somebody closed by hand is closed; and of doubled failures only the first was ever told of.
  if (!failure || (change.act === 'close' && change.reason === 'duplicate')) return;
  keepTurn();
  await enqueueIncident(tx, { failure, now, timeZone, defaultAddress });
  keepTurn();
  await tellHomes(tx, { failure, now, timeZone });
}

async function detect(
  tx: DatabaseTransaction,
  { cluster, now }: MonitorRound,
  { key, description, lineCount, unitIds = [] }: FailureChange & { act: 'detect' },
): Promise<Failure> {
  const { type, programId, unitId: unitCode } = key;
  const lastLineAt = lineCount > 0 ? now : null;
  const data = { type, ...scope(cluster), programId, unitCode, detectedAt: now, description, lineCount, lastLineAt };
  const failure = await tx.failure.create({ data });
  if (unitIds.length > 0) {
    const rows = unitIds.map((one) => ({ failureId: failure.id, unitCode: one, listedAt: now }));
    await tx.failureUnit.createMany({ data: rows });
  }
  return failure;
}

/** Whom an open failure stands for, and who of them is heard again. What somebody closed by hand stays as it is. */
async function listUnits(
  tx: DatabaseTransaction,
  { now, timeZone }: MonitorRound,
  { failureId, units: { silent, back } }: FailureChange & { act: 'list' },
  keepTurn: () => void,
): Promise<void> {
  const failure = await tx.failure.findFirst({ where: { id: failureId, closedAt: null } });
  if (!failure) return;
  const codesOf = (rows: { unitCode: string }[]) => rows.map(({ unitCode }) => unitCode);
  const rows = [...silent, ...back].map((unitCode) => ({ failureId, unitCode, listedAt: now }));
  const added = codesOf(await tx.failureUnit.createManyAndReturn({ data: rows, skipDuplicates: true }));
  const wasSilent = { failureId, unitCode: { in: [...back] }, backAt: null };
  const over = codesOf(await tx.failureUnit.updateManyAndReturn({ where: wasSilent, data: { backAt: now } }));
  const wasBack = { failureId, unitCode: { in: [...silent] }, backAt: { not: null } };
  const again = codesOf(await tx.failureUnit.updateManyAndReturn({ where: wasBack, data: { backAt: null } }));
  keepTurn();
  const begun = [...added.filter((unitCode) => silent.includes(unitCode)), ...again];
  await enqueueHomeAlerts(tx, { failure, unitCodes: begun, event: 'begun', now, timeZone });
  await enqueueHomeAlerts(tx, { failure, unitCodes: over, event: 'over', now, timeZone });
}

async function close(
  tx: DatabaseTransaction,
  { now: closedAt }: MonitorRound,
  { failureId: id, reason: closeReason }: FailureChange & { act: 'close' },
): Promise<Failure | null> {
  const closed = await tx.failure.updateManyAndReturn({
    where: { id, closedAt: null },
    data: { closedAt, closeReason },
  });
  return closed[0] ?? null;
}

function scope({ communityId, clusterId }: ClusterRef) {
  return { communityCode: communityId, clusterCode: clusterId };
}
