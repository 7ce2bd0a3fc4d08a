import type { Deal } from '@commonwatt/domain/deal';
import type { UnitRef } from '@commonwatt/domain/refs';
import { listDeals } from '@commonwatt/telemetry/deal-list';
import type { Telemetry } from '@commonwatt/telemetry/telemetry';

/** No deal lasts longer from when it was made: one that seems to was told by a clock that jumped. */
export const longestDealMs = 6 * 3_600_000;
/** More deals than a unit makes in two days. */
const mostDeals = 2_000;

/** The deals of a unit that may have been shared at some time in [from, to), newest first. */
export function listDealsDuring(
  telemetry: Telemetry,
  { unitId, ...cluster }: UnitRef,
  { from, to, now }: { from: Date; to: Date; now: Date },
): Promise<Deal[]> {
  const period = { from: new Date(from.getTime() - longestDealMs), to };
  const order = { by: 'created', isDescending: true } as const;
  return listDeals(telemetry, { cluster, unitId, period, now }, { order, after: null, limit: mostDeals });
}
