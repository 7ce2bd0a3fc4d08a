/** One reading of a power (W) at an instant; null where the device did not report it. */
export type PowerReading = { at: Date; powerW: number | null };

/** Energy over a period, with how much of the period the readings cover. */
export type MeasuredEnergy = { amountWh: number; coveredMs: number };

const msPerHour = 3_600_000;

/**
 * Energy (Wh) under a line of power readings, oldest first, by the trapezoid rule. A pause longer than `maxGapMs`, or
 * a missing reading, is a gap that adds nothing: it is not bridged and not counted as covered.
 */
export function integratePower(readings: readonly PowerReading[], maxGapMs: number): MeasuredEnergy {
  let amountWh = 0;
  let coveredMs = 0;
  let previous: PowerReading | undefined;
  for (const reading of readings) {
    const durationMs = previous ? reading.at.getTime() - previous.at.getTime() : 0;
    if (previous?.powerW != null && reading.powerW !== null && durationMs > 0 && durationMs <= maxGapMs) {
      amountWh += (((previous.powerW + reading.powerW) / 2) * durationMs) / msPerHour;
      coveredMs += durationMs;
    }
    previous = reading;
  }
  return { amountWh, coveredMs };
}
