import type { ChartPane } from './chart-pane.ts';
import type { ChartRow } from './chart-rows.ts';

/** The place of the row whose instant is nearest; null where there are none. Rows are in order of time. */
export function nearestRow(rows: readonly ChartRow[], atMs: number): number | null {
  const after = rows.findIndex((row) => row.atMs >= atMs);
  if (after === -1) return rows.length > 0 ? rows.length - 1 : null;
  const before = rows[after - 1];
  return before && atMs - before.atMs < (rows[after]?.atMs ?? atMs) - atMs ? after - 1 : after;
}

/** What is told of each line at a row, which holds the values of all panes' lines; what is not known is left out. */
export function toldValues(
  panes: readonly ChartPane[],
  row: ChartRow,
  numberText: (value: number) => string,
): { text: string; colour: string }[] {
  const lines = panes.flatMap(({ unit, lines }) => lines.map((line) => ({ unit, line })));
  return lines.flatMap(({ unit, line: { name, colour, tell } }, i) => {
    const value = row[`v${i}`];
    if (value == null) return [];
    const text = tell ? tell(row.atMs) : `${name} ${numberText(value)} ${unit}`;
    return text === null ? [] : [{ text, colour }];
  });
}
