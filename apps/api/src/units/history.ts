import type { UnitRef } from '@commonwatt/domain/refs';
import { type SeriesPoint, thinSeries } from '@commonwatt/domain/series';
import type { Telemetry } from '@commonwatt/telemetry/telemetry';
import { listUnitReadings, type UnitReading } from '@commonwatt/telemetry/unit-data';

const quantities = ['rsocPercent', 'solarW', 'loadW', 'acGridW', 'batteryW', 'dcGridW'] as const;
type Quantity = (typeof quantities)[number];

/** Lines of the last hours of one unit, ready to draw; `fromMs` and `toMs` are the axis whatever the data fill. */
export type UnitHistory = { fromMs: number; toMs: number; series: Record<Quantity, SeriesPoint[]> };

const slotMinutes = 10;
const maxGapMs = 15 * 60_000;

/** The `hours` of a unit up to `until`, by the unit's own clock. */
export async function readUnitHistory(
  telemetry: Telemetry,
  { unit, hours, until }: { unit: UnitRef; hours: number; until: Date },
): Promise<UnitHistory> {
  const from = new Date(until.getTime() - hours * 3_600_000);
  const readings = await listUnitReadings(telemetry, { unit, from, to: until });
  const range = { fromMs: from.getTime(), toMs: until.getTime(), slots: (hours * 60) / slotMinutes, maxGapMs };
  const series = quantities.map((quantity) => [quantity, thinSeries(points(readings, quantity), range)] as const);
  // Every quantity has just been given its line.
  return { fromMs: range.fromMs, toMs: range.toMs, series: Object.fromEntries(series) as UnitHistory['series'] };
}

function points(readings: readonly UnitReading[], quantity: Quantity): SeriesPoint[] {
  return readings.map((reading) => ({ atMs: reading.at.getTime(), value: reading[quantity] }));
}
