import type { Database } from '@commonwatt/database/client';
import { type MonitorProgress, type MonitorWatch, saveMonitorRound } from '@commonwatt/database/monitor-rounds';
import type { AliveSetting } from '@commonwatt/domain/monitoring/aliveness';
import { judgeCluster } from '@commonwatt/domain/monitoring/judge-cluster';
import type { OpenFailure } from '@commonwatt/domain/monitoring/life-cycle';
import type { MonitorType } from '@commonwatt/domain/monitoring/monitor-types';
import { readWatch } from '@commonwatt/domain/monitoring/watch';
import type { ClusterRef } from '@commonwatt/domain/refs';
import type { Telemetry } from '@commonwatt/telemetry/telemetry';
import { deepOverlapMs, readAliveness, readSevere } from './read-evidence.ts';

export type MonitorDeps = {
  database: Database;
  telemetry: Telemetry;
  threadBlockingLimitMs: number;
  /** Where messages go when a community has named nobody. */
  defaultAddress: string;
  now: () => Date;
  /** Throws when this round has lost its turn to another worker: it must write nothing any more. */
  keepTurn: () => void;
};

/** A cluster with what PostgreSQL knew of it before the round. */
export type MonitoredCluster = {
  ref: ClusterRef;
  timeZone: string;
  /** Units in service. */
  unitIds: readonly string[];
  settings: Readonly<Partial<Record<MonitorType, AliveSetting>>>;
  watch: MonitorWatch | null;
  progress: readonly MonitorProgress[];
  open: readonly OpenFailure[];
};

/**
 * One round over a cluster: reads its logs, judges, and writes what follows in one transaction. Returns how many failures
 * changed; null when another worker was faster, and has done all of this.
 */
export async function monitorCluster(deps: MonitorDeps, cluster: MonitoredCluster): Promise<number | null> {
  const { ref, unitIds, settings, timeZone } = cluster;
  const now = deps.now();
  const nowMs = now.getTime();
  const activeTypes = unitIds.length === 0 ? [] : (Object.keys(settings) as MonitorType[]);
  const longestMs = Math.max(0, ...Object.values(settings).map(({ windowMs }) => windowMs));
  const activeFromMs = nowMs - longestMs;
  const toRead = {
    ...cluster,
    settings: unitIds.length === 0 ? {} : settings,
    watch: readWatch(cluster.watch?.state),
    revision: cluster.watch?.revision ?? 0,
    readAtMs: cluster.watch?.readAt.getTime() ?? null,
  };
  const alive = await readAliveness(deps, toRead, nowMs);
  const severe = await readSevere(deps, toRead, { nowMs, activeFromMs });
  const { readAtMs, watch } = toRead;
  const { threadBlockingLimitMs } = deps;
  const judgement = judgeCluster({
    nowMs,
    readAtMs,
    timeZone,
    unitIds,
    settings,
    threadBlockingLimitMs,
    watch,
    ...alive,
    severeLines: severe.lines,
    open: cluster.open,
  });
  deps.keepTurn();
  const isSaved = await saveMonitorRound(
    deps.database,
    {
      cluster: ref,
      revision: cluster.watch?.revision ?? null,
      now,
      timeZone,
      activeTypes,
      knownTypes: cluster.progress.map(({ type }) => type),
      state: judgement.watch,
      activeFrom: new Date(activeFromMs),
      lines: severe.judged,
      forgetLinesBefore: severe.isDeep ? new Date(nowMs - deepOverlapMs - 3_600_000) : null,
      changes: judgement.changes,
      defaultAddress: deps.defaultAddress,
    },
    deps.keepTurn,
  );
  return isSaved ? judgement.changes.length : null;
}
