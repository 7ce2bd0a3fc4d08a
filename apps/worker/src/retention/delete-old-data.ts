import { setTimeout as sleep } from 'node:timers/promises';
import type { ClusterRef } from '@commonwatt/domain/refs';
import { dayMs, utcDayOf } from '@commonwatt/domain/utc-day';
import { findClusterProgress } from '@commonwatt/telemetry/downtime-progress';
import { findEnergyProgress } from '@commonwatt/telemetry/energy-days';
import { deletedAtOnce, deleteOldDeals, deleteOldLogs, deleteOldUnitData } from '@commonwatt/telemetry/retention';
import type { Telemetry } from '@commonwatt/telemetry/telemetry';
import { forEachCluster } from '../clusters.ts';
import { closeDealSums } from '../deals/close-deal-sums.ts';
import { createTurn } from '../turn.ts';
import { longestRoundMs, type WorkerDeps } from '../worker.ts';

/** Samples may come so late and still change downtimes; they look back at those before them. */
const judgedAgainMs = 8 * dayMs;
/** The store has time for others between two batches. */
const pauseMs = 20;

type Deleting = { telemetry: Telemetry; keepTurn: () => void };

/**
 * Deletes what is older than the settings say, of registered clusters, in small batches. Nothing goes that is still to be
 * judged or added up: downtimes, the energy of homes and the sums of deals stay for ever. What one round does not reach, the next one does.
 * Returns how many documents went.
 */
export async function deleteOldData(deps: WorkerDeps): Promise<number> {
  const { telemetry, retention } = deps;
  const now = deps.now().getTime();
  const deleting = { telemetry, keepTurn: createTurn(longestRoundMs, deps.now) };
  const logs = await deleteAll(deleting, () => deleteOldLogs(telemetry, new Date(now - retention.logDays * dayMs)));
  const ofClusters = await forEachCluster(deps, 'old data', async (cluster, units) => {
    let count = 0;
    if (retention.unitDataDays !== null) {
      const unitIds = units.map(({ unitId }) => unitId);
      count += await deleteUnitData(deleting, cluster, { unitIds, beforeMs: now - retention.unitDataDays * dayMs });
    }
    if (retention.dealDays !== null) {
      count += await deleteDeals(deleting, cluster, utcDayOf(now - retention.dealDays * dayMs));
    }
    return count;
  });
  return logs + ofClusters;
}

async function deleteUnitData(
  deleting: Deleting,
  cluster: ClusterRef,
  { unitIds, beforeMs }: { unitIds: readonly string[]; beforeMs: number },
): Promise<number> {
  const { telemetry } = deleting;
  const judged = await findClusterProgress(telemetry, cluster);
  if (!judged) return 0;
  const reportedBefore = new Date(Math.min(beforeMs, judged.judgedUntilMs - judgedAgainMs));
  let count = 0;
  for (const unitId of unitIds) {
    const unit = { ...cluster, unitId };
    const energy = await findEnergyProgress(telemetry, unit);
    if (!energy) continue;
    const before = { reportedBefore, takenBefore: new Date(energy.settledMs) };
    count += await deleteAll(deleting, () => deleteOldUnitData(telemetry, unit, before));
  }
  return count;
}

async function deleteDeals(deleting: Deleting, cluster: ClusterRef, beforeMs: number): Promise<number> {
  const areSumsKept = await closeDealSums(deleting, cluster, beforeMs);
  if (!areSumsKept) return 0;
  return deleteAll(deleting, () => deleteOldDeals(deleting.telemetry, cluster, new Date(beforeMs)));
}

async function deleteAll({ keepTurn }: Deleting, deleteBatch: () => Promise<number>): Promise<number> {
  let count = 0;
  for (;;) {
    keepTurn();
    const deleted = await deleteBatch();
    count += deleted;
    if (deleted < deletedAtOnce) return count;
    await sleep(pauseMs);
  }
}
