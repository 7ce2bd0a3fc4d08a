import type { LiveMessage, LiveUnit } from '@commonwatt/domain/live';

/** When (by `performance.now()`, ms) a live community was first seen, and when it was seen to move. */
export type Motion = {
  /** A unit was shown with a sample for the first time. */
  firstSampleAtMs: number;
  /** A later sample of a unit was shown, with other values than the one before. */
  movesAtMs: number;
};

/** Watches live messages until a unit has shown two samples that differ. */
export function watchMotion(now: () => number = () => performance.now()): {
  take(message: LiveMessage): void;
  seen: Promise<Motion>;
} {
  const known = new Map<string, LiveUnit>();
  let firstSampleAtMs: number | null = null;
  let tell: (motion: Motion) => void = () => {};
  const seen = new Promise<Motion>((resolve) => {
    tell = resolve;
  });
  return {
    take({ units }) {
      for (const unit of units) {
        if (unit.takenAtMs === null) continue;
        firstSampleAtMs ??= now();
        if (hasMoved(known.get(unit.unitId), unit)) tell({ firstSampleAtMs, movesAtMs: now() });
        known.set(unit.unitId, unit);
      }
    },
    seen,
  };
}

function hasMoved(before: LiveUnit | undefined, after: LiveUnit): boolean {
  if (!before || (after.takenAtMs ?? 0) <= (before.takenAtMs ?? 0)) return false;
  return JSON.stringify(before.values) !== JSON.stringify(after.values);
}
