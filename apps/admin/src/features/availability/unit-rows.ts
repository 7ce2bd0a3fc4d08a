import type { AvailabilitySpan, TimeTotals } from '@commonwatt/domain/availability';
import { findOutages, type Outage } from '@commonwatt/domain/outages';
import { type PackedSpans, unpackSpans } from '@commonwatt/domain/packed-spans';

export type PackedUnit = {
  unitId: string;
  name: string;
  times: TimeTotals;
  rate: number | null;
  spans: PackedSpans;
};

/** A unit as the page shows it. */
export type UnitRow = Omit<PackedUnit, 'spans'> & {
  spans: AvailabilitySpan[];
  outages: Outage[];
  longest: Outage | null;
  /** It was still down at the instant of the answer. */
  isDownNow: boolean;
};

export type RowOrder = 'worst' | 'unit' | 'longest';

/** What staff aim for; below it a unit is pointed out. */
export const targetRate = 0.99;

/** Whether a rate needs a look; one that is not known does not. */
export function isBelowTarget(rate: number | null): boolean {
  return rate !== null && rate < targetRate;
}

/** The units of an answer whose period begins at `fromMs`. */
export function unitRows(
  units: readonly PackedUnit[],
  { fromMs, nowMs }: { fromMs: number; nowMs: number },
): UnitRow[] {
  return units.map((unit) => {
    const spans = unpackSpans(unit.spans, fromMs);
    const outages = findOutages(spans);
    return { ...unit, spans, outages, longest: longestOf(outages), isDownNow: outages.at(-1)?.toMs === nowMs };
  });
}

function longestOf(outages: readonly Outage[]): Outage | null {
  return outages.reduce<Outage | null>((best, one) => (best && best.downMs >= one.downMs ? best : one), null);
}

/** Units whose id or name holds the text, in an order that is the same each time. */
export function arrangeRows(rows: readonly UnitRow[], { order, text }: { order: RowOrder; text: string }): UnitRow[] {
  const wanted = text.trim().toLowerCase();
  return rows
    .filter(({ unitId, name }) => `${unitId} ${name}`.toLowerCase().includes(wanted))
    .sort((a, b) => compare[order](a, b) || byId(a, b));
}

const byId = (a: UnitRow, b: UnitRow) => a.unitId.localeCompare(b.unitId, 'en', { numeric: true });

const compare: Record<RowOrder, (a: UnitRow, b: UnitRow) => number> = {
  // What is not known comes last: nobody can say that it is bad.
  worst: (a, b) => (a.rate ?? 2) - (b.rate ?? 2) || b.times.down - a.times.down,
  unit: byId,
  longest: (a, b) => (b.longest?.downMs ?? 0) - (a.longest?.downMs ?? 0),
};

/** The figures at the top of the page. */
export type Overview = {
  outageCount: number;
  /** Units that are still down. */
  openCount: number;
  belowTarget: string[];
  longest: { unitId: string; outage: Outage } | null;
};

export function overviewOf(rows: readonly UnitRow[]): Overview {
  const worstFirst = arrangeRows(rows, { order: 'longest', text: '' });
  const [first] = worstFirst;
  return {
    outageCount: rows.reduce((sum, { outages }) => sum + outages.length, 0),
    openCount: rows.filter(({ isDownNow }) => isDownNow).length,
    belowTarget: arrangeRows(rows, { order: 'worst', text: '' })
      .filter(({ rate }) => isBelowTarget(rate))
      .map(({ unitId }) => unitId),
    longest: first?.longest ? { unitId: first.unitId, outage: first.longest } : null,
  };
}
