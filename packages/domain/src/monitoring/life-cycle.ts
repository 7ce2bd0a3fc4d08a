import type { MonitorType } from './monitor-types.ts';

/** What a failure is about within its cluster; two with one key are the same fault. */
export type FailureKey = { type: MonitorType; programId: string | null; unitId: string | null };

/** A failure that is not closed. Times are epoch ms of our clock. */
export type OpenFailure = FailureKey & {
  id: number;
  detectedMs: number;
  description: string | null;
  lineCount: number;
  lastLineMs: number | null;
};

/** Why a failure was closed although its check did not run OK. `grown`: another stands for it, and for more units. */
export type CloseReason = 'monitorOff' | 'unitLeft' | 'clusterLeft' | 'duplicate' | 'grown';

/** The units that one failure stands for: those that are still concerned, and those that are heard again. */
export type ListedUnits = { silent: readonly string[]; back: readonly string[] };

/** What a check found. `unitIds`: the units that the failure stands for, when it has none of its own. `unknown`: neither; nothing changes. */
export type Finding =
  | { outcome: 'failed'; description: string; lineCount: number; unitIds?: readonly string[] }
  | { outcome: 'ok' }
  | { outcome: 'unknown' };

/** What has to be written. */
export type FailureChange =
  | { act: 'detect'; key: FailureKey; description: string; lineCount: number; unitIds?: readonly string[] }
  | { act: 'describe'; failureId: number; description: string; lineCount: number; hasNewLines: boolean }
  | { act: 'list'; failureId: number; units: ListedUnits }
  | { act: 'close'; failureId: number; reason: CloseReason | null };

export function keyText({ type, programId, unitId }: FailureKey): string {
  return JSON.stringify([type, programId, unitId]);
}

/** The open failures of one key: the oldest counts, the others close as its duplicates. */
export function splitOpen(open: readonly OpenFailure[]): { current: OpenFailure | null; changes: FailureChange[] } {
  const [current = null, ...others] = [...open].sort((a, b) => a.id - b.id);
  return { current, changes: others.map(({ id }) => ({ act: 'close', failureId: id, reason: 'duplicate' })) };
}

/** The life cycle of one key: a failed check opens a failure once, a good one closes it. */
export function judgeMonitor(key: FailureKey, open: readonly OpenFailure[], finding: Finding): FailureChange[] {
  const { current, changes } = splitOpen(open);
  if (finding.outcome === 'failed' && current === null) {
    const { outcome: _, ...found } = finding;
    return [{ act: 'detect', key, ...found }];
  }
  if (finding.outcome === 'ok' && current) changes.push({ act: 'close', failureId: current.id, reason: null });
  return changes;
}

/**
 * Closes failures that nobody checks any more: their monitor was switched off, their unit is not in service, or no unit of
 * the cluster is.
 */
export function closeAbandoned(
  open: readonly OpenFailure[],
  { activeTypes, unitIds }: { activeTypes: readonly MonitorType[]; unitIds: readonly string[] },
): FailureChange[] {
  return open.flatMap((failure) => {
    const reason = abandonedBecause(failure, activeTypes, unitIds);
    return reason === null ? [] : [{ act: 'close', failureId: failure.id, reason }];
  });
}

function abandonedBecause(
  { type, unitId }: OpenFailure,
  activeTypes: readonly MonitorType[],
  unitIds: readonly string[],
): CloseReason | null {
  if (!activeTypes.includes(type)) return 'monitorOff';
  if (unitIds.length === 0) return 'clusterLeft';
  return unitId !== null && !unitIds.includes(unitId) ? 'unitLeft' : null;
}

/** Those that the given changes do not close. */
export function stillOpen(open: readonly OpenFailure[], changes: readonly FailureChange[]): OpenFailure[] {
  const closed = new Set(changes.flatMap((change) => (change.act === 'close' ? [change.failureId] : [])));
  return open.filter(({ id }) => !closed.has(id));
}
