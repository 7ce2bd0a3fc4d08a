import type { SceneUnit } from '@commonwatt/ui/cluster/scene.ts';

export type AttentionKind = 'silent' | 'alarm' | 'late' | 'never' | 'unregistered';
export type AttentionItem = { unit: SceneUnit; kind: AttentionKind };

type OpenFailure = { type: string; unitId: string | null; unitIds: readonly string[] };

/**
 * What a person should look at besides the open failures; a unit can be in the list for its state and for not being
 * registered. That a unit says nothing is not told twice, where a failure says that it is not running.
 */
export function needsAttention(units: readonly SceneUnit[], failures: readonly OpenFailure[]): AttentionItem[] {
  const stopped = new Set(
    failures.filter(({ type }) => type === 'apis_main_alive').flatMap(({ unitId, unitIds }) => unitId ?? unitIds),
  );
  const isTold = ({ unitId, status }: SceneUnit) => stopped.has(unitId) && (status === 'silent' || status === 'never');
  return units.flatMap((unit) => [
    ...(unit.status === 'ok' || unit.status === 'failure' || isTold(unit) ? [] : [{ unit, kind: unit.status }]),
    ...(unit.status === 'failure' && unit.alarm === 'heavy' ? [{ unit, kind: 'alarm' as const }] : []),
    ...(unit.status !== 'late' && unit.shown === 'late' ? [{ unit, kind: 'late' as const }] : []),
    ...(unit.isRegistered ? [] : [{ unit, kind: 'unregistered' as const }]),
  ]);
}

const gravity: Record<AttentionKind, number> = { silent: 0, alarm: 1, late: 2, never: 3, unregistered: 4 };

/** Gravest first, then the longest lasting. */
export function attentionOrder(a: AttentionItem, b: AttentionItem): number {
  return gravity[a.kind] - gravity[b.kind] || (b.unit.ageMs ?? 0) - (a.unit.ageMs ?? 0);
}
