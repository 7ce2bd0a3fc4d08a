import type { SeriesPoint } from '@commonwatt/domain/series';

const hourMs = 3_600_000;

/** The first known point of each hour of a span; of an hour without one, its beginning without a value. */
export function hourly(
  points: readonly SeriesPoint[],
  { fromMs, toMs }: { fromMs: number; toMs: number },
): SeriesPoint[] {
  const byHour = new Map<number, SeriesPoint>();
  for (const point of points) {
    const hour = Math.floor(point.atMs / hourMs);
    if (point.value !== null && !byHour.has(hour)) byHour.set(hour, point);
  }
  const first = Math.ceil(fromMs / hourMs);
  const last = Math.ceil(toMs / hourMs) - 1;
  const hours = Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);
  return hours.map((hour) => byHour.get(hour) ?? { atMs: hour * hourMs, value: null });
}

type KnownPoint = { atMs: number; value: number };

/** The stretches of a line between its gaps. */
export function knownRuns(points: readonly SeriesPoint[]): KnownPoint[][] {
  const runs: KnownPoint[][] = [[]];
  for (const { atMs, value } of points) {
    if (value === null) runs.push([]);
    else runs.at(-1)?.push({ atMs, value });
  }
  return runs.filter((run) => run.length > 0);
}
