/** Below this charge (%), rounding in a report makes too large an error in what the whole battery would hold. */
const leastRsocPercent = 5;

/**
 * What a battery holds when full (Wh, in whole tens), worked out from one report of its charge and its remaining energy;
 * null when that cannot be said.
 */
export function batteryCapacityWh(report: { rsocPercent: number | null; remainingWh: number | null }): number | null {
  const { rsocPercent, remainingWh } = report;
  if (rsocPercent === null || remainingWh === null || rsocPercent < leastRsocPercent || remainingWh <= 0) return null;
  return Math.max(10, Math.round((remainingWh / rsocPercent) * 10) * 10);
}
