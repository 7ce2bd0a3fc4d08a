import type { SeriesPoint } from '@commonwatt/domain/series';
import type { ChartLine } from './chart-pane.ts';

/** One instant of a chart: `v0`, `v1` … are the values of its lines, null where a line has a gap. */
export type ChartRow = { atMs: number; [value: `v${number}`]: number | null };

type Points = Pick<ChartLine, 'points' | 'kind' | 'isDownward'>;

/** The rows of a drawing, whose axis ends at `toMs`. */
export function drawnRows(lines: readonly Points[], toMs: number): ChartRow[] {
  return mergeLines(
    lines.map(({ points, kind, isDownward }) => {
      const signed = isDownward ? points.map(({ atMs, value }) => ({ atMs, value: value && -value })) : points;
      return kind ? { points: withEnds(signed, toMs), kind: 'held' } : { points: signed };
    }),
  );
}

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

/**
 * Brings lines with points of their own onto common rows, in order of time. Between two of its points a line has the values
 * that are drawn there; in a gap, before its first point and, unless it holds its value, after its last it has none. A sum
 * is told once, at its own instant: elsewhere its row has no value at all.
 */
export function mergeLines(lines: readonly Pick<ChartLine, 'points' | 'kind'>[]): ChartRow[] {
  const instants = [...new Set(lines.flatMap(({ points }) => points.map(({ atMs }) => atMs)))].sort((a, b) => a - b);
  const rows = instants.map((atMs): ChartRow => ({ atMs }));
  for (const [i, { points, kind }] of lines.entries()) {
    const sorted = [...points].sort((a, b) => a.atMs - b.atMs);
    let next = 0;
    for (const row of rows) {
      while (next < sorted.length && (sorted[next]?.atMs ?? 0) < row.atMs) next += 1;
      const [before, point] = [sorted[next - 1], sorted[next]];
      if (point?.atMs === row.atMs) row[`v${i}`] = point.value;
      else if (kind === 'held') row[`v${i}`] = before?.value ?? null;
      else if (kind !== 'sum') row[`v${i}`] = between(row.atMs, before, point);
    }
  }
  return rows;
}

/** The value of a straight line at an instant between two of its points. */
function between(atMs: number, before: SeriesPoint | undefined, next: SeriesPoint | undefined): number | null {
  if (!before || before.value === null || !next || next.value === null) return null;
  return before.value + ((next.value - before.value) * (atMs - before.atMs)) / (next.atMs - before.atMs);
}
