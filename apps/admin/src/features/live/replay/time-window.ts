import type { replayRanges } from '../live-search.ts';

export type ReplayRange = (typeof replayRanges)[number];

const hourMs = 3_600_000;
export const rangeHours = { '1h': 1, '24h': 24, '7d': 168 } as const satisfies Record<ReplayRange, number>;

/**
 * The stretch of time that the strip shows: the last hours, or, where the replayed instant lies before those, hours around
 * it. It moves in twelfths, so that it stands still while time goes on.
 */
export function timeWindow(range: ReplayRange, { atMs, nowMs }: { atMs: number | null; nowMs: number }) {
  const lengthMs = rangeHours[range] * hourMs;
  const stepMs = lengthMs / 12;
  const lastToMs = Math.ceil(nowMs / 60_000) * 60_000;
  const isRecent = atMs === null || atMs >= lastToMs - lengthMs;
  const toMs = isRecent ? lastToMs : Math.min(lastToMs, Math.ceil((atMs + lengthMs / 2) / stepMs) * stepMs);
  return { fromMs: toMs - lengthMs, toMs };
}

/** The event next to `atMs`: the first after it (`direction` 1) or the last before it (−1); null when there is none. */
export function nextEvent(eventsMs: readonly number[], atMs: number, direction: 1 | -1): number | null {
  const sorted = [...eventsMs].sort((a, b) => a - b);
  if (direction === 1) return sorted.find((eventMs) => eventMs > atMs) ?? null;
  return sorted.findLast((eventMs) => eventMs < atMs) ?? null;
}
