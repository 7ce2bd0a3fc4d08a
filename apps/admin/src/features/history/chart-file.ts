import { toHundredths } from '@commonwatt/domain/to-hundredths';
import type { CsvTable } from '@commonwatt/ui/format/csv.ts';
import type { ChartLine } from './chart-pane.ts';
import { mergeLines } from './chart-rows.ts';

/** The lines of a chart: a row for each instant (UTC), an empty cell where a line has a gap. */
export function linesFile(lines: readonly Pick<ChartLine, 'column' | 'points' | 'kind'>[]): CsvTable {
  return {
    heading: ['time', ...lines.map(({ column }) => column)],
    rows: mergeLines(lines).map(({ atMs, ...values }) => [
      new Date(atMs).toISOString(),
      ...lines.map((_, i) => toHundredths(values[`v${i}`] ?? null)),
    ]),
  };
}
