import type { Span } from '@commonwatt/domain/availability';
import { type EnergySum, energyBySlot } from '@commonwatt/domain/energy-day';
import { type HistoryDays, historySlots } from '@commonwatt/domain/long-history';
import type { UnitRef } from '@commonwatt/domain/refs';
import { breakLine, type SeriesPoint } from '@commonwatt/domain/series';
import { sampleBatteryLevels } from '@commonwatt/telemetry/battery-levels';
import { listDowntimes } from '@commonwatt/telemetry/downtimes';
import { listEnergyDays } from '@commonwatt/telemetry/energy-days';
import type { Telemetry } from '@commonwatt/telemetry/telemetry';

/** Days of one unit, ready to draw; `fromMs` and `toMs` are the axis whatever the data fill. */
export type LongHistory = {
  days: HistoryDays;
  fromMs: number;
  toMs: number;
  /** Charge in %; null: nothing was reported then, also where that was shorter than the time between two points. */
  battery: SeriesPoint[];
  /** Wh by slot; null: nothing was reported in it. The last slot is cut off at `toMs`. */
  energy: (Span & EnergySum)[];
};

/** The last days of a unit up to `now`, today included. What is read is bounded, however often the unit reports. */
export async function readLongHistory(
  telemetry: Telemetry,
  { unit, timeZone, days, now }: { unit: UnitRef; timeZone: string; days: HistoryDays; now: Date },
): Promise<LongHistory> {
  const slots = historySlots(days, { now, timeZone });
  const range = { fromMs: slots.energy[0]?.fromMs ?? now.getTime(), toMs: now.getTime() };
  const [levels, energyDays, silences] = await Promise.all([
    sampleBatteryLevels(telemetry, { unit, slots: slots.battery }),
    listEnergyDays(telemetry, unit, range),
    listSilences(telemetry, unit, range),
  ]);
  const sums = energyBySlot(energyDays, slots.energy);
  const battery = slots.battery.map(({ fromMs }, i): SeriesPoint => {
    const level = levels[i];
    return level ? { atMs: level.at.getTime(), value: level.rsocPercent } : { atMs: fromMs, value: null };
  });
  return {
    days,
    ...range,
    battery: breakLine(battery, silences),
    energy: slots.energy.map((slot, i) => ({ ...slot, ...(sums[i] ?? { solarWh: null, usedWh: null }) })),
  };
}

/**
 * When the unit fell silent (epoch ms), for so long that it counted as down. Only the beginning tells: it counts as down
 * until it says that it is well, however soon it is heard again.
 */
async function listSilences(telemetry: Telemetry, { unitId, ...cluster }: UnitRef, range: Span): Promise<number[]> {
  const [from, to] = [new Date(range.fromMs), new Date(range.toMs)];
  const downtimes = await listDowntimes(telemetry, { cluster, unitId, from, to });
  return downtimes.flatMap(({ cause, downMs }) => (cause === 'loss' ? [downMs] : []));
}
