/** What is known of a check, as the api tells it. */
export type Monitor = {
  isActive: boolean;
  pause: { at: Date | null; by: string | null; reason: string | null } | null;
  lastSuccessAt: Date | null;
  lastError: string | null;
};

/** In words: it was never on, is paused, could not run, did not run lately, has not run yet, found something, or nothing. */
export type CheckState = 'off' | 'paused' | 'broken' | 'stale' | 'starting' | 'open' | 'clear';

/** A round comes every 3 s. What has not been looked at for so long is not known to be well. */
const staleAfterMs = 60_000;

export function checkState(monitor: Monitor, openCount: number, nowMs: number): CheckState {
  const { isActive, pause, lastSuccessAt, lastError } = monitor;
  if (!isActive) return pause ? 'paused' : 'off';
  if (lastError !== null) return 'broken';
  if (lastSuccessAt === null) return 'starting';
  if (nowMs - lastSuccessAt.getTime() > staleAfterMs) return 'stale';
  return openCount > 0 ? 'open' : 'clear';
}

type Span = { fromMs: number; toMs: number };
type Lasting = { detectedAt: Date; closedAt: Date | null };
type Period = { startedAt: Date; endedAt: Date | null };

/** What a stretch of time was to a check: something failed, nothing did, it was paused, not known, or not watched. */
export type SlotState = 'failed' | 'ok' | 'paused' | 'unknown' | 'none';

/** The last 24 hours of a check in 48 half hours, oldest first; the last one ends now. */
export function daySlots(
  {
    failures,
    periods,
    knownUntilMs,
  }: { failures: readonly Lasting[]; periods: readonly Period[]; knownUntilMs: number },
  nowMs: number,
): SlotState[] {
  return Array.from({ length: slotCount }, (_, i) => {
    const fromMs = nowMs - (slotCount - i) * slotMs;
    return slotState({ fromMs, toMs: fromMs + slotMs }, failures, periods, knownUntilMs);
  });
}

const slotCount = 48;
const slotMs = 1_800_000;

function slotState(
  slot: Span,
  failures: readonly Lasting[],
  periods: readonly Period[],
  knownUntilMs: number,
): SlotState {
  const touches = (from: Date, to: Date | null) =>
    from.getTime() < slot.toMs && (to === null || to.getTime() > slot.fromMs);
  if (failures.some(({ detectedAt, closedAt }) => touches(detectedAt, closedAt))) return 'failed';
  if (!periods.some(({ startedAt, endedAt }) => touches(startedAt, endedAt))) {
    return periods.some(({ startedAt }) => startedAt.getTime() < slot.fromMs) ? 'paused' : 'none';
  }
  return slot.fromMs > knownUntilMs ? 'unknown' : 'ok';
}

/** The times within a span in which a check was paused: between its periods, and after the last one that has ended. */
export function pausesWithin(periods: readonly Period[], { fromMs, toMs }: Span, nowMs: number): Span[] {
  const ordered = [...periods].sort((a, b) => a.startedAt.getTime() - b.startedAt.getTime());
  return ordered.flatMap(({ endedAt }, i) => {
    if (endedAt === null) return [];
    const nextMs = ordered[i + 1]?.startedAt.getTime() ?? nowMs;
    const pause = { fromMs: Math.max(fromMs, endedAt.getTime()), toMs: Math.min(toMs, nextMs, nowMs) };
    return pause.fromMs < pause.toMs ? [pause] : [];
  });
}
