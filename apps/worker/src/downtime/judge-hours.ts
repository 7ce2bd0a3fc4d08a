import { hoursToCount, oldestJudgedHourMs } from '@commonwatt/domain/late-samples';
import type { ClusterRef } from '@commonwatt/domain/refs';
import {
  forgetJudgedHour,
  listJudgedHours,
  saveJudgedHour,
  saveUnitProgress,
  type UnitProgress,
} from '@commonwatt/telemetry/downtime-progress';
import { countSamplesByUnit } from '@commonwatt/telemetry/mode-samples';
import type { ClusterDeps } from './judge-cluster.ts';
import { judgeAgain } from './judge-unit.ts';
import { correctUnreadTimes } from './unread-time.ts';

const hourMs = 3_600_000;

/**
 * Finds samples that came after their time. Each hour of reports is judged once more when it is over, and the number of
 * its samples kept; hours whose number has changed since are judged again, for the units it changed for.
 */
export async function judgeHours(
  deps: ClusterDeps,
  cluster: ClusterRef,
  { known, units }: { known: readonly string[]; units: Map<string, UnitProgress> },
): Promise<number> {
  const { telemetry, nowMs } = deps;
  const judged = await listJudgedHours(telemetry, cluster);
  const oldestMs = oldestJudgedHourMs(nowMs);
  for (const old of judged.keys()) if (old < oldestMs) await forgetJudgedHour(telemetry, cluster, old);
  let changed = 0;
  for (const hour of hoursToCount(judged.keys(), nowMs)) {
    deps.keepTurn();
    const counts = await countSamplesByUnit(telemetry, { cluster, fromMs: hour, toMs: hour + hourMs });
    const before = judged.get(hour)?.counts;
    const touched = known.filter((unitId) => counts.get(unitId)?.count !== before?.get(unitId));
    for (const unitId of touched) {
      const firstMs = counts.get(unitId)?.firstMs ?? null;
      if (firstMs === null) continue;
      deps.keepTurn();
      const progress = await judgeAgain(deps, { ...cluster, unitId }, firstMs);
      if (!progress) continue;
      await saveUnitProgress(telemetry, cluster, [progress]);
      units.set(unitId, progress);
      changed += 1;
    }
    if (before && touched.length === 0) continue;
    if (before) await correctUnreadTimes(telemetry, cluster, { fromMs: hour, toMs: hour + hourMs });
    deps.keepTurn();
    const judgedCounts = new Map([...counts].map(([unitId, { count }]) => [unitId, count]));
    await saveJudgedHour(telemetry, cluster, { hourMs: hour, counts: judgedCounts });
  }
  return changed;
}
