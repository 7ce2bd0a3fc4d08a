import { localSecondOfDay } from '@commonwatt/domain/local-day';
import type { SeriesPoint } from '@commonwatt/domain/series';

/** One instant of a chart: `v0`, `v1` … are the values of its lines, null where a line has a gap. */
export type ChartRow = { atMs: number; [value: `v${number}`]: number | null };

/** Brings lines with points of their own onto common rows, in order of time. */
export function mergeLines(lines: readonly { points: readonly SeriesPoint[] }[]): ChartRow[] {
  const rows = new Map<number, ChartRow>();
  for (const [i, line] of lines.entries()) {
    for (const point of line.points) {
      const row = rows.get(point.atMs) ?? { atMs: point.atMs };
      row[`v${i}`] = point.value;
      rows.set(point.atMs, row);
    }
  }
  return [...rows.values()].sort((a, b) => a.atMs - b.atMs);
}

/** Instants at which the clock of the zone shows a full hour divisible by `everyHours`. */
export function wholeHours(range: { fromMs: number; toMs: number }, everyHours: number, timeZone: string): number[] {
  const quarterMs = 900_000;
  const ticks: number[] = [];
  for (let atMs = Math.ceil(range.fromMs / quarterMs) * quarterMs; atMs < range.toMs; atMs += quarterMs) {
    if (localSecondOfDay(new Date(atMs), timeZone) % (everyHours * 3_600) === 0) ticks.push(atMs);
  }
  return ticks;
}
