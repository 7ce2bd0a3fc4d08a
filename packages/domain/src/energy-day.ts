import type { Span } from './availability.ts';
import { slotIndexAt } from './calendar-slots.ts';
import { integrateBySlot, type PowerReading } from './energy.ts';
import { quarterMs, quartersPerDay } from './utc-day.ts';

/** Solar energy and home use (Wh) of a unit in each quarter hour of a UTC day; null where nothing was reported. */
export type EnergyDay = { dayMs: number; solarWh: (number | null)[]; usedWh: (number | null)[] };

/** A pause of this length between two samples is a gap: nothing is assumed to have flowed in it. */
export const energyGapMs = 10 * 60_000;

export type EnergyReading = { at: Date; solarW: number | null; loadW: number | null };

/** The energy of a day from its readings, oldest first; those just before and after it make its ends exact. */
export function sumEnergyDay(dayMs: number, readings: readonly EnergyReading[]): EnergyDay {
  const slots = quarters(dayMs);
  const sum = (powerOf: (reading: EnergyReading) => number | null) => {
    const line = readings.map((reading): PowerReading => ({ at: reading.at, powerW: powerOf(reading) }));
    return integrateBySlot(line, slots, energyGapMs);
  };
  return { dayMs, solarWh: sum(({ solarW }) => solarW), usedWh: sum(({ loadW }) => loadW) };
}

function quarters(dayMs: number): Span[] {
  return Array.from({ length: quartersPerDay }, (_, i) => ({
    fromMs: dayMs + i * quarterMs,
    toMs: dayMs + (i + 1) * quarterMs,
  }));
}

export type EnergySum = { solarWh: number | null; usedWh: number | null };

/** Energy by slot, whose edges lie on quarter hours, as those of hours and days of all time zones do. */
export function energyBySlot(days: readonly EnergyDay[], slots: readonly Span[]): EnergySum[] {
  const sums = slots.map((): EnergySum => ({ solarWh: null, usedWh: null }));
  for (const day of days) {
    for (let quarter = 0; quarter < quartersPerDay; quarter += 1) {
      const sum = sums[slotIndexAt(slots, day.dayMs + quarter * quarterMs)];
      if (!sum) continue;
      sum.solarWh = add(sum.solarWh, day.solarWh[quarter] ?? null);
      sum.usedWh = add(sum.usedWh, day.usedWh[quarter] ?? null);
    }
  }
  return sums;
}

function add(a: number | null, b: number | null): number | null {
  return a === null ? b : a + (b ?? 0);
}
