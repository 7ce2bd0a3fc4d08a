import type { MonitorType } from '@commonwatt/domain/monitoring/monitor-types';

/** What holds for every cluster that has no setting of its own. */
export type MonitoringSettings = {
  /** A sign of life is missed, and an error is over, after this long. */
  windowMs: number;
  windowsMs: Readonly<Partial<Record<MonitorType, number>>>;
  /** A failed check of aliveness raises an alarm when it has failed for this long; none: at once. */
  confirmationsMs: Readonly<Partial<Record<MonitorType, number>>>;
  threadBlockingLimitMs: number;
};

export const defaultMonitoring: MonitoringSettings = {
  windowMs: 60_000,
  windowsMs: {},
  confirmationsMs: {},
  threadBlockingLimitMs: 300_000,
};
