import type { Span } from './availability.ts';
import { slotIndexAt } from './calendar-slots.ts';

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

/**
 * The same by slots, which ascend without gap or overlap: a line that crosses from one slot into the next is cut there. A
 * slot that nothing covers has null, never 0. The slots add up to the whole.
 */
export function integrateBySlot(
  readings: readonly PowerReading[],
  slots: readonly Span[],
  maxGapMs: number,
): (number | null)[] {
  const amountsWh: (number | null)[] = slots.map(() => null);
  let previous: PowerReading | undefined;
  for (const reading of readings) {
    const fromMs = previous?.at.getTime() ?? 0;
    const toMs = reading.at.getTime();
    if (previous?.powerW != null && reading.powerW !== null && toMs > fromMs && toMs - fromMs <= maxGapMs) {
      addLine(amountsWh, slots, { fromMs, toMs, fromW: previous.powerW, toW: reading.powerW });
    }
    previous = reading;
  }
  return amountsWh;
}

type Line = Span & { fromW: number; toW: number };

function addLine(amountsWh: (number | null)[], slots: readonly Span[], line: Line): void {
  const powerAt = (atMs: number) =>
    line.fromW + ((line.toW - line.fromW) * (atMs - line.fromMs)) / (line.toMs - line.fromMs);
  let index = slotIndexAt(slots, Math.max(line.fromMs, slots[0]?.fromMs ?? 0));
  for (; index >= 0 && index < slots.length; index += 1) {
    const slot = slots[index];
    if (!slot || slot.fromMs >= line.toMs) return;
    const fromMs = Math.max(slot.fromMs, line.fromMs);
    const toMs = Math.min(slot.toMs, line.toMs);
    if (toMs <= fromMs) continue;
    const amountWh = (((powerAt(fromMs) + powerAt(toMs)) / 2) * (toMs - fromMs)) / msPerHour;
    amountsWh[index] = (amountsWh[index] ?? 0) + amountWh;
  }
}
