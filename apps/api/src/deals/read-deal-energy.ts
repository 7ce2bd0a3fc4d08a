import type { Deal } from '@commonwatt/domain/deal';
import { type DealEnergy, type DealSideReadings, dealEnergy, longestPauseMs } from '@commonwatt/domain/deal-energy';
import type { ClusterRef } from '@commonwatt/domain/refs';
import { listDeals } from '@commonwatt/telemetry/deal-list';
import type { Telemetry } from '@commonwatt/telemetry/telemetry';
import { listConverterReadings } from '@commonwatt/telemetry/unit-data';

/** Nothing is measured of a deal that lasted longer: its end was told by a clock that jumped. */
const longestDealMs = 6 * 3_600_000;
/** Other deals of the same home at the same time; more than any converter serves. */
const mostOthers = 200;

/** What a deal took from the one battery and brought to the other; null where that was not measured (`dealEnergy`). */
export async function readDealEnergy(telemetry: Telemetry, deal: Deal, now: Date): Promise<DealEnergy | null> {
  const { ref, startAt, stopAt, dischargeUnitId, chargeUnitId } = deal;
  if (!startAt || !stopAt || stopAt.getTime() - startAt.getTime() > longestDealMs) return null;
  const span = { from: startAt, to: stopAt, now };
  const [giver, receiver] = await Promise.all([
    readSide(telemetry, ref, dischargeUnitId, span),
    readSide(telemetry, ref, chargeUnitId, span),
  ]);
  return dealEnergy(deal, { giver, receiver });
}

async function readSide(
  telemetry: Telemetry,
  cluster: ClusterRef,
  unitId: string,
  { from, to, now }: { from: Date; to: Date; now: Date },
): Promise<DealSideReadings> {
  const earlier = (ms: number) => new Date(from.getTime() - ms);
  const search = { cluster, unitId, period: { from: earlier(longestDealMs), to }, now };
  const [readings, deals] = await Promise.all([
    listConverterReadings(telemetry, {
      unit: { ...cluster, unitId },
      from: earlier(longestPauseMs),
      to: new Date(to.getTime() + longestPauseMs),
    }),
    listDeals(telemetry, search, { order: { by: 'created', isDescending: true }, after: null, limit: mostOthers }),
  ]);
  return { readings, deals };
}
