import { type AvailabilitySpan, type Span, type TimeTotals, timeKinds, totalTimes } from './availability.ts';

/** How bad a cell of a heat map is: 0 never down, 1 under 20 %, 2 up to 50 %, 3 more of its known time. */
export type HeatLevel = 0 | 1 | 2 | 3;

export type HeatCell = Span & {
  times: TimeTotals;
  /** Null where nothing is known: unknown or not in service all the time. */
  level: HeatLevel | null;
};

/** Cuts the spans of a unit at `edges` (ascending, epoch ms); both have to cover the same period. */
export function heatCells(spans: readonly AvailabilitySpan[], edges: readonly number[]): HeatCell[] {
  const cells: HeatCell[] = [];
  let first = 0;
  for (const [i, fromMs] of edges.entries()) {
    const toMs = edges[i + 1];
    if (toMs === undefined) break;
    while (first < spans.length && (spans[first]?.toMs ?? 0) <= fromMs) first += 1;
    const inside: AvailabilitySpan[] = [];
    for (let at = first; at < spans.length; at += 1) {
      const span = spans[at];
      if (!span || span.fromMs >= toMs) break;
      inside.push({ ...span, fromMs: Math.max(span.fromMs, fromMs), toMs: Math.min(span.toMs, toMs) });
    }
    const times = totalTimes(inside);
    cells.push({ fromMs, toMs, times, level: heatLevel(times) });
  }
  return cells;
}

function heatLevel({ up, down }: TimeTotals): HeatLevel | null {
  if (up + down === 0) return null;
  if (down === 0) return 0;
  const share = down / (up + down);
  if (share < 0.2) return 1;
  return share <= 0.5 ? 2 : 3;
}

/** What most of a cell is of that has no level; the first of equals. */
export function mainKind({ times }: HeatCell): keyof TimeTotals {
  return timeKinds.reduce((best, kind) => (times[kind] > times[best] ? kind : best));
}
