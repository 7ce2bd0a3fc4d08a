import type { UnitRef } from '@commonwatt/domain/refs';
import { type Telemetry, unitDataCollection } from './telemetry.ts';
import { unitReadingsFilter } from './unit-data.ts';

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
