import { type Deal, dealPhase } from './deal.ts';
import { dealPower } from './deal-power.ts';
import type { UnitSample } from './unit-data.ts';

/** What flows in a cluster by its newest reports. Powers are W; null where no unit reports it, or it cannot be told. */
export type ClusterFlow = {
  solarW: number | null;
  loadW: number | null;
  /** How many units the newest reports are of. */
  unitCount: number;
  /** How many deals move energy, … */
  dealCount: number;
  /** … and how much; null when that of one of them can neither be measured nor computed. */
  dealW: number | null;
};

/** Of several reports of one unit the newest counts; a negative measurement of what cannot be negative is nothing. */
export function clusterFlow(reports: readonly UnitSample[], deals: readonly Deal[]): ClusterFlow {
  const newest = new Map<string, UnitSample>();
  for (const report of reports) {
    const known = newest.get(report.ref.unitId);
    if (!known || known.datasetAt <= report.datasetAt) newest.set(report.ref.unitId, report);
  }
  const units = [...newest.values()];
  const running = deals.filter((deal) => dealPhase(deal) === 'sharing');
  const powers = running.map((deal) => dealPower(deal, running, (unitId) => newest.get(unitId)).powerW);
  return {
    solarW: sumKnown(units.map(({ solarW }) => solarW)),
    loadW: sumKnown(units.map(({ loadW }) => loadW)),
    unitCount: units.length,
    dealCount: running.length,
    dealW: powers.includes(null) ? null : powers.reduce<number>((sum, powerW) => sum + (powerW ?? 0), 0),
  };
}

function sumKnown(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + Math.max(0, value), 0);
}
