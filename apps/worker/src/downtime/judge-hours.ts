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
/** An hour is judged once more when it has been over for this long. */
const settleMs = 10 * 60_000;
/** Samples that come later than this are left alone. */
const longestDelayMs = 7 * 24 * hourMs;
/** Of the hours that were judged, so many are counted again in each round: all of them in less than an hour. */
const hoursCountedAgain = 3;

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
  const newestMs = Math.floor((nowMs - settleMs) / hourMs) * hourMs - hourMs;
  const oldestMs = Math.ceil((nowMs - longestDelayMs) / hourMs) * hourMs;
  for (const old of judged.keys()) if (old < oldestMs) await forgetJudgedHour(telemetry, cluster, old);
  let changed = 0;
  for (const hour of hoursToCount(judged.keys(), { newestMs, oldestMs, nowMs })) {
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

/** Hours that are new since the last round, and some of the others in turn. */
function hoursToCount(
  judged: Iterable<number>,
  { newestMs, oldestMs, nowMs }: { newestMs: number; oldestMs: number; nowMs: number },
): number[] {
  const known = [...judged].filter((hour) => hour >= oldestMs).sort((a, b) => a - b);
  const last = known.at(-1) ?? newestMs - hourMs;
  const isNew: number[] = [];
  for (let hour = last + hourMs; hour <= newestMs; hour += hourMs) if (hour >= oldestMs) isNew.push(hour);
  const turn = Math.floor(nowMs / 60_000) * hoursCountedAgain;
  const again = Array.from(
    { length: Math.min(hoursCountedAgain, known.length) },
    (_, i) => known[(turn + i) % known.length],
  );
  return [...isNew, ...again.filter((hour) => hour !== undefined)];
}
