/** One sample that was written. Instants are epoch ms of this machine's clock, with fractions. */
export type Write = {
  unitId: string;
  /** Home use (W) of this sample: counts the reports of its unit, so that it can be recognised anywhere. */
  mark: number;
  sentAtMs: number;
  acknowledgedAtMs: number;
};

/** The mark of a unit's first report. All marks are shown as whole W: they stay below 1 kW. */
export const firstMark = 100;
export const mostReports = 900;

/** Epoch ms of this machine, finer than `Date.now()`. */
export function preciseNow(): number {
  return performance.timeOrigin + performance.now();
}
