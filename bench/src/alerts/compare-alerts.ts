import type { MonitorType } from '@commonwatt/domain/monitoring/monitor-types';

/** An alert that a fault should raise. Times are ms since the script began. */
export type ExpectedAlert = {
  type: MonitorType;
  /** Null: it is about a whole cluster, or about many units. */
  unitId: string | null;
  /** From when on it could be noticed: the fault, or the end of what kept us from looking. */
  fromMs: number;
  /** When the fault was over, or nobody looked any more. */
  toMs: number;
};

/** An alert that was raised. */
export type RaisedAlert = {
  type: string;
  unitId: string | null;
  detectedMs: number;
  /** Null: it is still open. */
  closedMs: number | null;
};

export type Comparison<Alert extends RaisedAlert = RaisedAlert> = {
  /** How long each expected alert took; infinite when it never came. */
  delaysMs: number[];
  missed: ExpectedAlert[];
  /** Raised for no fault, or a second time for one. */
  unexpected: Alert[];
  /** Still open long after their fault was over. */
  leftOpen: Alert[];
};

/** So long after a fault its alert may still come, as nobody knows yet that it is over, … */
const lateMs = 10_000;
/** … and so long its alert may stay. */
const longestCloseMs = 130_000;

/**
 * Sets alerts beside what was expected: each fault takes the first alert about it that came while it lasted, or so little
 * (`earlyMs`) before.
 */
export function compareAlerts<Alert extends RaisedAlert>(
  expected: readonly ExpectedAlert[],
  raised: readonly Alert[],
  { untilMs, earlyMs = 0 }: { untilMs: number; earlyMs?: number },
): Comparison<Alert> {
  const free = [...raised].sort((a, b) => a.detectedMs - b.detectedMs);
  const comparison: Comparison<Alert> = { delaysMs: [], missed: [], unexpected: [], leftOpen: [] };
  for (const fault of [...expected].sort((a, b) => a.fromMs - b.fromMs)) {
    const index = free.findIndex((alert) => isAbout(alert, { ...fault, fromMs: fault.fromMs - earlyMs }));
    const [alert] = index < 0 ? [] : free.splice(index, 1);
    comparison.delaysMs.push(alert ? alert.detectedMs - fault.fromMs : Number.POSITIVE_INFINITY);
    if (!alert) comparison.missed.push(fault);
    else if ((alert.closedMs ?? untilMs) > fault.toMs + longestCloseMs) comparison.leftOpen.push(alert);
  }
  comparison.unexpected = free;
  return comparison;
}

function isAbout(alert: RaisedAlert, { type, unitId, fromMs, toMs }: ExpectedAlert): boolean {
  const isThen = alert.detectedMs >= fromMs && alert.detectedMs < toMs + lateMs;
  return isThen && alert.type === type && alert.unitId === unitId;
}
