import type { SeriesPoint } from '@commonwatt/domain/series';

/** One instant of a chart: `v0`, `v1` … are the values of its lines, null where a line has a gap. */
export type ChartRow = { atMs: number; [value: `v${number}`]: number | null };

/**
 * The points of a line that holds each value until the next point, with an end for what comes before a gap, or is last: it
 * would not be drawn otherwise. `toMs` is the end of the last one.
 */
export function withEnds(points: readonly SeriesPoint[], toMs: number): SeriesPoint[] {
  return points.flatMap((point, i) => {
    const next = points[i + 1];
    if (point.value === null || (next && next.value !== null)) return [point];
    return [point, { atMs: (next?.atMs ?? toMs) - 1, value: point.value }];
  });
}

type Points = { points: readonly SeriesPoint[] };

/**
 * Brings lines with points of their own onto common rows, in order of time. Between two of its points a line has the values
 * of the straight line that is drawn there; in a gap, before its first point and after its last it has none.
 */
export function mergeLines(lines: readonly Points[]): ChartRow[] {
  const instants = [...new Set(lines.flatMap(({ points }) => points.map(({ atMs }) => atMs)))].sort((a, b) => a - b);
  const rows = instants.map((atMs): ChartRow => ({ atMs }));
  for (const [i, { points }] of lines.entries()) {
    const sorted = [...points].sort((a, b) => a.atMs - b.atMs);
    let next = 0;
    for (const row of rows) {
      while (next < sorted.length && (sorted[next]?.atMs ?? 0) < row.atMs) next += 1;
      row[`v${i}`] = valueAt(row.atMs, sorted[next - 1], sorted[next]);
    }
  }
  return rows;
}

/** The value of a line at an instant after one of its points, and not after the next. */
function valueAt(atMs: number, before: SeriesPoint | undefined, next: SeriesPoint | undefined): number | null {
  if (!next || next.value === null || next.atMs === atMs) return next?.value ?? null;
  if (!before || before.value === null) return null;
  return before.value + ((next.value - before.value) * (atMs - before.atMs)) / (next.atMs - before.atMs);
}
