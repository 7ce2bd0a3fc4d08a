import type { ConverterMode } from './converter.ts';
import type { Deal } from './deal.ts';
import { dealPhase } from './deal.ts';

/** What is known of a unit for measuring a deal; values that are not fresh must be passed as null. */
export type DealPartner = { converter: ConverterMode | null; dcGridW: number | null; dcGridV: number | null };

export type DealPower = { powerW: number | null; isEstimated: boolean };

type MeasuredDeal = Pick<
  Deal,
  'dischargeUnitId' | 'chargeUnitId' | 'dealGridCurrentA' | 'startAt' | 'stopAt' | 'deactivateAt'
>;

/**
 * Power (W, never negative) that a deal moves now. It is what the current-controlled side measures on the DC grid,
 * shared by agreed current among that unit's running deals; without such a measurement it is agreed current × grid
 * voltage and marked as an estimate. A deal that is being prepared or closed moves 0 W.
 */
export function dealPower(
  deal: MeasuredDeal,
  runningDeals: readonly MeasuredDeal[],
  partner: (unitId: string) => DealPartner | undefined,
): DealPower {
  if (dealPhase(deal) !== 'sharing') return { powerW: 0, isEstimated: false };
  const giver = partner(deal.dischargeUnitId);
  const receiver = partner(deal.chargeUnitId);
  const measuringId = giver?.converter === 'discharge' ? deal.dischargeUnitId : deal.chargeUnitId;
  const measuring = partner(measuringId);
  const isCurrentControlled = measuring?.converter === 'discharge' || measuring?.converter === 'charge';
  if (measuring?.dcGridW != null && isCurrentControlled) {
    return { powerW: Math.abs(measuring.dcGridW) * shareOf(deal, measuringId, runningDeals), isEstimated: false };
  }
  const gridV = giver?.dcGridV ?? receiver?.dcGridV ?? null;
  if (gridV === null || deal.dealGridCurrentA === null) return { powerW: null, isEstimated: true };
  return { powerW: gridV * deal.dealGridCurrentA, isEstimated: true };
}

function shareOf(deal: MeasuredDeal, unitId: string, runningDeals: readonly MeasuredDeal[]): number {
  const involved = runningDeals.filter(
    (other) => dealPhase(other) === 'sharing' && (other.dischargeUnitId === unitId || other.chargeUnitId === unitId),
  );
  const totalA = involved.reduce((sum, other) => sum + (other.dealGridCurrentA ?? 0), 0);
  if (totalA > 0 && deal.dealGridCurrentA !== null) return deal.dealGridCurrentA / totalA;
  return 1 / Math.max(1, involved.length);
}
