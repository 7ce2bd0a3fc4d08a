type Period = {
  startedAt: Date | null;
  endedAt: Date | null;
  endedBy: string | null;
  endReason: string | null;
};

type Progress = {
  activeFrom: Date | null;
  lastSuccessAt: Date | null;
  lastError: string | null;
  lastErrorAt: Date | null;
};

/** How a monitor of a cluster does. */
export type MonitorState = {
  isActive: boolean;
  /** Since when it is on; null: it is off, or that was never noted. */
  activeSince: Date | null;
  /** Who switched it off and why; null: it is on, or has never been. */
  pause: { at: Date; by: string | null; reason: string | null } | null;
  lastSuccessAt: Date | null;
  lastError: string | null;
  lastErrorAt: Date | null;
};

/**
 * Says how a monitor does from its setting, the latest time in which it was on, and how far its rounds are. What rounds left
 * behind before it was switched off is told no more.
 */
export function monitorState(
  isActive: boolean,
  { latestPeriod, progress }: { latestPeriod: Period | undefined; progress: Progress | undefined },
): MonitorState {
  const { startedAt, endedAt, endedBy, endReason } = latestPeriod ?? noPeriod;
  if (!isActive) {
    return { ...offState, pause: endedAt && { at: endedAt, by: endedBy, reason: endReason } };
  }
  const { activeFrom, lastSuccessAt, lastError, lastErrorAt } = progress ?? noProgress;
  const activeSince = (endedAt ? null : startedAt) ?? activeFrom;
  return { isActive, activeSince, pause: null, lastSuccessAt, lastError, lastErrorAt };
}

const noPeriod: Period = { startedAt: null, endedAt: null, endedBy: null, endReason: null };
const noProgress: Progress = { activeFrom: null, lastSuccessAt: null, lastError: null, lastErrorAt: null };
const offState = { isActive: false, activeSince: null, lastSuccessAt: null, lastError: null, lastErrorAt: null };
