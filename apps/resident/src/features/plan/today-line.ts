import { localDayOf, localSecondOfDay } from '@commonwatt/domain/local-day';
import type { SeriesPoint } from '@commonwatt/domain/series';
import type { LevelRun } from '@commonwatt/ui/plan-chart/plan-chart.tsx';

/** A level that is older than this is not said to be the present one. */
const presentMs = 15 * 60_000;

type Today = { nowMs: number; timeZone: string; capacityWh: number };

/** The battery (points in %) since local midnight as stretches without a gap, by the clock on the wall. */
export function todayRuns(points: readonly SeriesPoint[], { nowMs, timeZone, capacityWh }: Today): LevelRun[] {
  const today = localDayOf(new Date(nowMs), timeZone);
  const runs: LevelRun[] = [[]];
  for (const { atMs, value } of points) {
    const at = new Date(atMs);
    if (value === null) runs.push([]);
    else if (localDayOf(at, timeZone) === today) {
      runs.at(-1)?.push({ secondOfDay: localSecondOfDay(at, timeZone), levelWh: (capacityWh * value) / 100 });
    }
  }
  return runs.filter((run) => run.length > 0);
}

/** Where the battery is now; null when nothing was heard for a while. */
export function presentLevel(points: readonly SeriesPoint[], { nowMs, timeZone, capacityWh }: Today) {
  const last = points.findLast(({ value }) => value !== null);
  if (last?.value == null || nowMs - last.atMs > presentMs) return null;
  return { secondOfDay: localSecondOfDay(new Date(nowMs), timeZone), levelWh: (capacityWh * last.value) / 100 };
}
