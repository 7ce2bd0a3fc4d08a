import { groupBy } from '@commonwatt/domain/group-by';
import type { ClusterRef, UnitRef } from '@commonwatt/domain/refs';
import {
  type ClusterProgress,
  findClusterProgress,
  listUnitProgress,
  saveClusterProgress,
  saveUnitProgress,
  type UnitProgress,
} from '@commonwatt/telemetry/downtime-progress';
import { listModeSamplesReported, type UnitModeSample } from '@commonwatt/telemetry/mode-samples';
import { findNewestReportMs } from '@commonwatt/telemetry/newest-report';
import { judgeHours } from './judge-hours.ts';
import { type JudgeDeps, judgeAgain, judgeNewSamples } from './judge-unit.ts';
import { noteUnreadTime } from './unread-time.ts';

export type ClusterDeps = JudgeDeps & {
  /** Throws when this round has lost its turn to another worker: it must write nothing any more. */
  keepTurn: () => void;
};

/** So many samples are read at once. */
const pageSize = 5_000;

/**
 * Brings the downtimes of a cluster up to now. Every step may be repeated: progress is noted after what it stands for, and
 * is a matter of what is stored, not of who ran before. Returns how many units changed.
 */
export async function judgeCluster(
  deps: ClusterDeps,
  cluster: ClusterRef,
  unitIds: readonly string[],
): Promise<number> {
  const { telemetry, nowMs } = deps;
  const before = (await findClusterProgress(telemetry, cluster)) ?? (await beginProgress(deps, cluster));
  if (!before) return 0;
  await noteUnreadTime(telemetry, cluster, { lastReadMs: before.readAtMs, nowMs });
  const units = await listUnitProgress(telemetry, cluster);
  const known = unitIds.filter((unitId) => units.has(unitId));
  let changed = await judgeUnknownUnits(deps, cluster, { unitIds, units });
  let { judgedUntilMs } = before;
  // The last report is read again each time: its samples are stored one by one.
  for (;;) {
    const page = await listModeSamplesReported(telemetry, { cluster, sinceMs: judgedUntilMs, limit: pageSize });
    changed += await judgePage(deps, cluster, { page, known, units });
    const newestMs = page.at(-1)?.reportedMs ?? judgedUntilMs;
    const isLast = page.length < pageSize || newestMs === judgedUntilMs;
    judgedUntilMs = newestMs;
    deps.keepTurn();
    await saveClusterProgress(telemetry, cluster, { judgedUntilMs, readAtMs: before.readAtMs });
    if (isLast) break;
  }
  changed += await judgeSilence(deps, cluster, { known, units });
  changed += await judgeHours(deps, cluster, { known, units });
  deps.keepTurn();
  await saveClusterProgress(telemetry, cluster, { judgedUntilMs, readAtMs: nowMs });
  return changed;
}

/**
 * Where the first round of a cluster begins: what is reported from now on is judged for every unit, however long judging
 * them one by one takes, and while others still write its past. Null: nothing was ever reported.
 */
async function beginProgress({ telemetry, nowMs }: ClusterDeps, cluster: ClusterRef): Promise<ClusterProgress | null> {
  const judgedUntilMs = await findNewestReportMs(telemetry, cluster);
  if (judgedUntilMs === null) return null;
  const progress = { judgedUntilMs, readAtMs: nowMs };
  await saveClusterProgress(telemetry, cluster, progress);
  return progress;
}

type Judged = { known: readonly string[]; units: Map<string, UnitProgress> };

/** Units that were never judged, by us: all they ever reported. */
async function judgeUnknownUnits(
  deps: ClusterDeps,
  cluster: ClusterRef,
  { unitIds, units }: { unitIds: readonly string[]; units: Map<string, UnitProgress> },
): Promise<number> {
  let count = 0;
  for (const unitId of unitIds.filter((id) => !units.has(id))) {
    deps.keepTurn();
    const progress = await judgeAgain(deps, { ...cluster, unitId }, 0);
    if (!progress) continue;
    await saveUnitProgress(deps.telemetry, cluster, [progress]);
    units.set(unitId, progress);
    count += 1;
  }
  return count;
}

async function judgePage(
  deps: ClusterDeps,
  cluster: ClusterRef,
  { page, known, units }: Judged & { page: readonly UnitModeSample[] },
): Promise<number> {
  const byUnit = groupBy(page, ({ unitId }) => unitId);
  const changed: UnitProgress[] = [];
  for (const unitId of known) {
    const progress = units.get(unitId);
    const samples = byUnit.get(unitId) ?? [];
    const lastMs = progress?.lastMs ?? null;
    if (!progress || lastMs === null) continue;
    const unit: UnitRef = { ...cluster, unitId };
    const late = samples.filter(({ atMs }) => atMs < lastMs);
    if (late.length === 0 && !samples.some(({ atMs }) => atMs > lastMs)) continue;
    deps.keepTurn();
    const next =
      late.length > 0
        ? await judgeAgain(deps, unit, Math.min(...late.map(({ atMs }) => atMs)))
        : await judgeNewSamples(deps, unit, progress, samples);
    if (next) {
      units.set(unitId, next);
      changed.push(next);
    }
  }
  await saveUnitProgress(deps.telemetry, cluster, changed);
  return changed.length;
}

/** Units of which nothing was heard for so long that they count as down before they are back. */
async function judgeSilence(deps: ClusterDeps, cluster: ClusterRef, { known, units }: Judged): Promise<number> {
  const changed: UnitProgress[] = [];
  for (const unitId of known) {
    const progress = units.get(unitId);
    if (!progress || progress.open || deps.nowMs - progress.reportedMs < deps.toleranceMs) continue;
    deps.keepTurn();
    const next = await judgeNewSamples(deps, { ...cluster, unitId }, progress, []);
    units.set(unitId, next);
    changed.push(next);
  }
  await saveUnitProgress(deps.telemetry, cluster, changed);
  return changed.length;
}
