import { type Deal, dealOutcome } from './deal.ts';
import type { SharingSpan } from './sharing-line.ts';

const msPerHour = 3_600_000;

/**
 * When a unit shared by a deal, and how much: what it moved over the time it took. One that runs lasts until `now`; of one
 * whose end was never told it is known until its last count. Null for a deal that moved nothing.
 */
export function sharingSpan(deal: Deal, unitId: string, now: Date): SharingSpan | null {
  const { dealId, startAt, stopAt, cumulateAt, cumulateAmountWh: movedWh, dischargeUnitId, chargeUnitId } = deal;
  const isRunning = dealOutcome(deal, now) === 'running';
  const countedAt = stopAt ?? cumulateAt ?? (isRunning ? now : null);
  const endAt = stopAt ?? (isRunning ? now : cumulateAt);
  if (!startAt || !countedAt || !endAt || countedAt <= startAt || movedWh === null || movedWh <= 0) return null;
  const isGiver = dischargeUnitId === unitId;
  return {
    fromMs: startAt.getTime(),
    toMs: Math.max(endAt.getTime(), countedAt.getTime()),
    dealId,
    direction: isGiver ? 'gave' : 'received',
    otherUnitId: isGiver ? chargeUnitId : dischargeUnitId,
    powerW: (movedWh * msPerHour) / (countedAt.getTime() - startAt.getTime()),
  };
}
