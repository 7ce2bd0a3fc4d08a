import { batteryCapacityWh } from '@commonwatt/domain/battery';
import type { WeekPreview } from '@commonwatt/domain/home-weeks';
import { localSecondOfDay } from '@commonwatt/domain/local-day';
import type { UnitRef } from '@commonwatt/domain/refs';
import type { Scenario } from '@commonwatt/domain/scenario';
import { previewScenario } from '@commonwatt/domain/scenario-preview';
import { listBatteryLevels } from '@commonwatt/telemetry/battery-levels';
import { sumUnitDeals } from '@commonwatt/telemetry/deals';
import type { Telemetry } from '@commonwatt/telemetry/telemetry';
import { listNewestSamples } from '@commonwatt/telemetry/unit-data';

export type DatedWeek = WeekPreview & { from: Date; to: Date };

const previewDays = 7;
const readingEveryMs = 5 * 60_000;
const maxGapMs = 15 * 60_000;

/**
 * What a unit would have wished for under a scenario over the last week, by its battery as it was, and what it really gave
 * and received. Null when its battery's capacity is not known.
 */
export async function previewWeek(
  telemetry: Telemetry,
  { unit, scenario, timeZone, now }: { unit: UnitRef; scenario: Scenario; timeZone: string; now: Date },
): Promise<DatedWeek | null> {
  const from = new Date(now.getTime() - previewDays * 86_400_000);
  const [capacityWh, levels, totals] = await Promise.all([
    readCapacityWh(telemetry, unit),
    listBatteryLevels(telemetry, { unit, from, to: now, everyMs: readingEveryMs }),
    sumUnitDeals(telemetry, { unit, from, to: now }),
  ]);
  if (capacityWh === null) return null;
  const readings = levels.map(({ at, rsocPercent }) => ({
    atMs: at.getTime(),
    secondOfDay: localSecondOfDay(at, timeZone),
    remainingWh: (capacityWh * rsocPercent) / 100,
  }));
  return { from, to: now, ...previewScenario(scenario, readings, maxGapMs), ...totals };
}

/** What the battery of a unit holds when full, Wh; null when its newest report does not tell. */
export async function readCapacityWh(telemetry: Telemetry, unit: UnitRef): Promise<number | null> {
  const [newest] = await listNewestSamples(telemetry, { unit, count: 1 });
  return newest ? batteryCapacityWh(newest) : null;
}
