import { type MonitorType, monitorTypes } from '@commonwatt/domain/monitoring/monitor-types';
import type { ClusterRef } from '@commonwatt/domain/refs';
import type { DatabaseOrTransaction } from './client.ts';
import type { MonitorPeriod } from './generated/client.ts';

export type { MonitorPeriod };

export type MonitorSetting = { type: MonitorType; isActive: boolean };

/** All six monitors of a cluster in their order; one that was never set is off. */
export async function listMonitorSettings(db: DatabaseOrTransaction, cluster: ClusterRef): Promise<MonitorSetting[]> {
  const rows = await db.monitorSetting.findMany({ where: clusterScope(cluster) });
  return monitorTypes.map((type) => ({ type, isActive: rows.find((row) => row.type === type)?.isActive ?? false }));
}

/** Switches a monitor of a cluster on. */
export async function activateMonitor(
  db: DatabaseOrTransaction,
  cluster: ClusterRef,
  { type, at }: { type: MonitorType; at: Date },
): Promise<void> {
  const key = { ...clusterScope(cluster), type };
  await db.monitorSetting.upsert({
    where: { communityCode_clusterCode_type: key },
    create: { ...key, isActive: true },
    update: { isActive: true },
  });
  await beginPeriod(db, key, at);
}

/** Switches a monitor of a cluster off; one that was never set stays so. */
export async function deactivateMonitor(
  db: DatabaseOrTransaction,
  cluster: ClusterRef,
  { type, ...end }: { type: MonitorType } & PeriodEnd,
): Promise<void> {
  const key = { ...clusterScope(cluster), type };
  await db.monitorSetting.updateMany({ where: key, data: { isActive: false } });
  await endPeriod(db, key, end);
}

type MonitorKey = { communityCode: string; clusterCode: string; type: string };
/** When a monitor was switched off, by whom, and why; null: nobody said. */
export type PeriodEnd = { at: Date; by: string; reason: string | null };

/** Notes that a monitor is on from now; nothing when it was. */
export async function beginPeriod(db: DatabaseOrTransaction, key: MonitorKey, startedAt: Date): Promise<void> {
  const isOn = (await db.monitorPeriod.count({ where: { ...key, endedAt: null } })) > 0;
  if (!isOn) await db.monitorPeriod.create({ data: { ...key, startedAt } });
}

/** Notes that a monitor is off from now; nothing when it was. */
export async function endPeriod(
  db: DatabaseOrTransaction,
  key: MonitorKey,
  { at: endedAt, by: endedBy, reason: endReason }: PeriodEnd,
): Promise<void> {
  await db.monitorPeriod.updateMany({ where: { ...key, endedAt: null }, data: { endedAt, endedBy, endReason } });
}

/** When each monitor of a cluster was on, oldest first: what touches [from, to). Served by (community, cluster, start). */
export async function listMonitorPeriods(
  db: DatabaseOrTransaction,
  cluster: ClusterRef,
  { from, to }: { from: Date; to: Date },
): Promise<MonitorPeriod[]> {
  const touches = { startedAt: { lt: to }, OR: [{ endedAt: null }, { endedAt: { gt: from } }] };
  return db.monitorPeriod.findMany({ where: { ...clusterScope(cluster), ...touches }, orderBy: { startedAt: 'asc' } });
}

/** The latest time in which each monitor of a cluster was on. */
export async function listLatestPeriods(db: DatabaseOrTransaction, cluster: ClusterRef): Promise<MonitorPeriod[]> {
  return db.monitorPeriod.findMany({
    where: clusterScope(cluster),
    orderBy: [{ type: 'asc' }, { startedAt: 'desc' }],
    distinct: ['type'],
  });
}

function clusterScope({ communityId, clusterId }: ClusterRef) {
  return { communityCode: communityId, clusterCode: clusterId };
}
