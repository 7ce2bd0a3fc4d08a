import { type Deal, type DealOutcome, dealOutcome, sharingDurationMs } from '@commonwatt/domain/deal';
import { readReasons } from '@commonwatt/domain/deal-steps';

/** A deal as a row of the staff's list. Energy in Wh, current in A. */
export type DealRow = Pick<
  Deal,
  | 'dealId'
  | 'dischargeUnitId'
  | 'chargeUnitId'
  | 'requestUnitId'
  | 'type'
  | 'dealAmountWh'
  | 'cumulateAmountWh'
  | 'dealGridCurrentA'
  | 'createAt'
  | 'startAt'
  | 'stopAt'
  | 'deactivateAt'
> & {
  /** From start to stop; null unless it did both. */
  durationMs: number | null;
  outcome: DealOutcome;
  /** Why it was stopped or aborted; empty when it was not, or nobody said. */
  reasons: string[];
};

export function dealRow(deal: Deal, now: Date): DealRow {
  const { dealId, dischargeUnitId, chargeUnitId, requestUnitId, type } = deal;
  const { dealAmountWh, cumulateAmountWh, dealGridCurrentA, createAt, startAt, stopAt, deactivateAt } = deal;
  return {
    dealId,
    dischargeUnitId,
    chargeUnitId,
    requestUnitId,
    type,
    dealAmountWh,
    cumulateAmountWh,
    dealGridCurrentA,
    createAt,
    startAt,
    stopAt,
    deactivateAt,
    durationMs: sharingDurationMs(deal),
    outcome: dealOutcome(deal, now),
    reasons: readReasons(deal.scramReason ?? deal.abortReason),
  };
}
