import { type MonitorType, monitorTypes } from '@commonwatt/domain/monitoring/monitor-types';
import type { ClusterRef } from '@commonwatt/domain/refs';
import type { DatabaseOrTransaction } from './client.ts';

export type MonitorSetting = { type: MonitorType; isActive: boolean };

/** All six monitors of a cluster in their order; one that was never set is off. */
export async function listMonitorSettings(db: DatabaseOrTransaction, cluster: ClusterRef): Promise<MonitorSetting[]> {
  const rows = await db.monitorSetting.findMany({ where: clusterScope(cluster) });
  return monitorTypes.map((type) => ({ type, isActive: rows.find((row) => row.type === type)?.isActive ?? false }));
}

/** Switches a monitor of a cluster on. */
export async function activateMonitor(db: DatabaseOrTransaction, cluster: ClusterRef, type: MonitorType) {
  const key = { ...clusterScope(cluster), type };
  await db.monitorSetting.upsert({
    where: { communityCode_clusterCode_type: key },
    create: { ...key, isActive: true },
    update: { isActive: true },
  });
}

/** Switches a monitor of a cluster off; one that was never set stays so. */
export async function deactivateMonitor(db: DatabaseOrTransaction, cluster: ClusterRef, type: MonitorType) {
  await db.monitorSetting.updateMany({ where: { ...clusterScope(cluster), type }, data: { isActive: false } });
}

function clusterScope({ communityId, clusterId }: ClusterRef) {
  return { communityCode: communityId, clusterCode: clusterId };
}
