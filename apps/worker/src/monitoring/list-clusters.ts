import { type CommunityRow, listCommunities } from '@commonwatt/database/communities';
import {
  type ActiveMonitor,
  listActiveMonitors,
  listMonitorProgress,
  listMonitorWatches,
  listOpenMonitorFailures,
} from '@commonwatt/database/monitor-rounds';
import { groupBy } from '@commonwatt/domain/group-by';
import type { AliveSetting } from '@commonwatt/domain/monitoring/aliveness';
import type { MonitorType } from '@commonwatt/domain/monitoring/monitor-types';
import { refKey } from '@commonwatt/domain/ref-key';
import type { ClusterRef } from '@commonwatt/domain/refs';
import type { WorkerDeps } from '../worker.ts';
import type { MonitoredCluster } from './monitor-cluster.ts';
import type { MonitoringSettings } from './settings.ts';

/** As the old service center wrote all times. */
const unregisteredZone = 'Asia/Tokyo';

/**
 * Every cluster in which a monitor has something to do, with what PostgreSQL knows of it: six queries for all. Who has
 * waited longest comes first, so that workers that end in the middle of a round, again and again, leave nobody out.
 */
export async function listMonitoredClusters({ database, monitoring, now }: WorkerDeps): Promise<MonitoredCluster[]> {
  // First of all the revisions: whoever writes after this has to know about it.
  const watches = new Map((await listMonitorWatches(database)).map((row) => [refKey(refOf(row)), row]));
  const progress = groupBy(await listMonitorProgress(database), (row) => refKey(refOf(row)));
  const open = groupBy(await listOpenMonitorFailures(database), (one) => refKey(one.cluster));
  const active = groupBy(await listActiveMonitors(database), (one) => refKey(one.cluster));
  const registered = registeredClusters(await listCommunities(database, 'all'), now());
  const known = new Set([...active.keys(), ...open.keys(), ...progress.keys()]);
  const waiting = [...known].flatMap((text): MonitoredCluster[] => {
    const { timeZone = unregisteredZone, unitIds = [] } = registered.get(text) ?? {};
    const cluster = {
      ref: refOfText(text),
      timeZone,
      unitIds,
      settings: settingsOf(active.get(text) ?? [], monitoring),
      watch: watches.get(text) ?? null,
      progress: progress.get(text) ?? [],
      open: open.get(text) ?? [],
    };
    const isChecked = unitIds.length > 0 && Object.keys(cluster.settings).length > 0;
    // Where nothing is checked any more, there is something to do just once.
    return isChecked || cluster.open.length > 0 || cluster.progress.length > 0 ? [cluster] : [];
  });
  return waiting.sort((a, b) => readAtMs(a) - readAtMs(b));
}

function readAtMs({ watch }: MonitoredCluster): number {
  return watch?.readAt.getTime() ?? 0;
}

function settingsOf(active: readonly ActiveMonitor[], defaults: MonitoringSettings) {
  const settings: Partial<Record<MonitorType, AliveSetting>> = {};
  for (const { type, windowMs, confirmMs } of active) {
    settings[type] = {
      windowMs: windowMs ?? defaults.windowsMs[type] ?? defaults.windowMs,
      confirmMs: confirmMs ?? defaults.confirmationsMs[type] ?? 0,
    };
  }
  return settings;
}

function registeredClusters(communities: readonly CommunityRow[], now: Date) {
  const found = new Map<string, { timeZone: string; unitIds: string[] }>();
  for (const { communityId, clusters } of communities) {
    for (const { clusterId, timeZone, units } of clusters) {
      const inService = units.filter(
        ({ availableFrom, availableTo }) =>
          (availableFrom === null || availableFrom <= now) && (availableTo === null || now < availableTo),
      );
      found.set(refKey({ communityId, clusterId }), { timeZone, unitIds: inService.map(({ unitId }) => unitId) });
    }
  }
  return found;
}

function refOf({ communityCode, clusterCode }: { communityCode: string; clusterCode: string }): ClusterRef {
  return { communityId: communityCode, clusterId: clusterCode };
}

function refOfText(text: string): ClusterRef {
  const [communityId, clusterId] = JSON.parse(text) as [string, string];
  return { communityId, clusterId };
}
