import type { Span } from '@commonwatt/domain/availability';
import type { UnitRef } from '@commonwatt/domain/refs';
import { readInParts } from './read-in-parts.ts';
import { type Telemetry, unitDataCollection } from './telemetry.ts';
import { listUnitReadings, unitReadingsFilter } from './unit-data.ts';

/** The charge (%) of a battery at an instant of the unit's own clock. */
export type BatteryLevel = { at: Date; rsocPercent: number };

/**
 * The first charge that a unit reported in each stretch of `everyMs` in [from, to), oldest first: a week of reports is too
 * much to read one by one. Served by (community, cluster, unit, time).
 */
export async function listBatteryLevels(
  telemetry: Telemetry,
  { unit, from, to, everyMs }: { unit: UnitRef; from: Date; to: Date; everyMs: number },
): Promise<BatteryLevel[]> {
  const sinceEpochMs = { $subtract: ['$time', new Date(0)] };
  const rows = await unitDataCollection(telemetry)
    .aggregate([
      { $match: unitReadingsFilter(unit, from, to) },
      { $sort: { time: 1 } },
      { $project: { _id: 0, time: 1, rsoc: { $ifNull: ['$battery.rsoc', '$emu.rsoc'] } } },
      { $match: { rsoc: { $type: 'number', $gte: 0, $lte: 100 } } },
      {
        $group: {
          _id: { $subtract: [sinceEpochMs, { $mod: [sinceEpochMs, everyMs] }] },
          at: { $first: '$time' },
          rsoc: { $first: '$rsoc' },
        },
      },
      { $sort: { _id: 1 } },
    ])
    .toArray();
  return rows.map(({ at, rsoc }) => ({ at, rsocPercent: rsoc }));
}

/** How many reports of a slot are looked at: one may lack the charge. */
const reportsPerSlot = 3;

/**
 * The charge at the beginning of each slot, from one of the first reports in it; null where none of them has one. A look-up
 * for each slot, however often the unit reports: for months, of which not every report can be read. Served by
 * (community, cluster, unit, time).
 */
export async function sampleBatteryLevels(
  telemetry: Telemetry,
  { unit, slots }: { unit: UnitRef; slots: readonly Span[] },
): Promise<(BatteryLevel | null)[]> {
  const levels: (BatteryLevel | null)[] = [];
  const parts = readInParts(slots, (slot) => sampleBatteryLevel(telemetry, unit, slot));
  for await (const part of parts) levels.push(...part);
  return levels;
}

async function sampleBatteryLevel(telemetry: Telemetry, unit: UnitRef, slot: Span): Promise<BatteryLevel | null> {
  const [from, to] = [new Date(slot.fromMs), new Date(slot.toMs)];
  for (const { at, rsocPercent } of await listUnitReadings(telemetry, { unit, from, to, count: reportsPerSlot })) {
    if (rsocPercent !== null && rsocPercent >= 0 && rsocPercent <= 100) return { at, rsocPercent };
  }
  return null;
}
