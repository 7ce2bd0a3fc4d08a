import { type Deal, dealStatus, dealStatuses, sharingDurationMs } from './deal.ts';

// The order of a list of deals, total and the same on every page: by one column, then by creation, then by id.

export const dealColumns = [
  'created',
  'started',
  'giver',
  'receiver',
  'askedBy',
  'agreed',
  'moved',
  'took',
  'status',
] as const;
export type DealColumn = (typeof dealColumns)[number];

export type DealOrder = { by: DealColumn; isDescending: boolean };

/** Where a deal stands in an order: all that a next page has to know of the last row. */
export type DealPosition = { value: string | number | null; createdMs: number | null; dealId: string };

const values: Record<DealColumn, (deal: Deal) => string | number | null> = {
  created: (deal) => deal.createAt?.getTime() ?? null,
  started: (deal) => deal.startAt?.getTime() ?? null,
  giver: (deal) => deal.dischargeUnitId,
  receiver: (deal) => deal.chargeUnitId,
  askedBy: (deal) => deal.requestUnitId,
  agreed: (deal) => deal.dealAmountWh,
  moved: (deal) => deal.cumulateAmountWh,
  took: sharingDurationMs,
  status: (deal) => dealStatuses.indexOf(dealStatus(deal)),
};

export function dealPosition({ by }: DealOrder, deal: Deal): DealPosition {
  return { value: values[by](deal), createdMs: deal.createAt?.getTime() ?? null, dealId: deal.dealId };
}

/** Below 0 when `a` comes first. What has no value comes last in either direction. */
export function comparePositions({ isDescending }: DealOrder, a: DealPosition, b: DealPosition): number {
  const sign = isDescending ? -1 : 1;
  return (
    compareValues(a.value, b.value, sign) ||
    compareValues(a.createdMs, b.createdMs, sign) ||
    compareValues(a.dealId, b.dealId, sign)
  );
}

function compareValues(a: string | number | null, b: string | number | null, sign: number): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  return a < b ? -sign : sign;
}
