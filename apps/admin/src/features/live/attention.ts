import type { SceneUnit } from '@commonwatt/ui/cluster/scene.ts';

export type AttentionKind = 'silent' | 'alarm' | 'late' | 'never' | 'unregistered';
export type AttentionItem = { unit: SceneUnit; kind: AttentionKind };

/** What a person should look at; a unit can be in the list for its state and for not being registered. */
export function needsAttention(units: readonly SceneUnit[]): AttentionItem[] {
  return units.flatMap((unit) => [
    // Open failures are listed by themselves.
    ...(unit.status === 'ok' || unit.status === 'failure' ? [] : [{ unit, kind: unit.status }]),
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
