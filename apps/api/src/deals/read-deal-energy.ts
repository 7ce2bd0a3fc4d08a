import type { Deal } from '@commonwatt/domain/deal';
import { type DealEnergy, type DealSideReadings, dealEnergy, longestPauseMs } from '@commonwatt/domain/deal-energy';
import type { UnitRef } from '@commonwatt/domain/refs';
import type { Telemetry } from '@commonwatt/telemetry/telemetry';
import { listConverterReadings } from '@commonwatt/telemetry/unit-data';
import { listDealsDuring, longestDealMs } from './deals-during.ts';

/** What a deal took from the one battery and brought to the other; null where that was not measured (`dealEnergy`). */
export async function readDealEnergy(telemetry: Telemetry, deal: Deal, now: Date): Promise<DealEnergy | null> {
  const { ref, startAt, stopAt, dischargeUnitId, chargeUnitId } = deal;
  if (!startAt || !stopAt || stopAt.getTime() - startAt.getTime() > longestDealMs) return null;
  const span = { from: startAt, to: stopAt, now };
  const [giver, receiver] = await Promise.all([
    readSide(telemetry, { ...ref, unitId: dischargeUnitId }, span),
    readSide(telemetry, { ...ref, unitId: chargeUnitId }, span),
  ]);
  return dealEnergy(deal, { giver, receiver });
}

async function readSide(
  telemetry: Telemetry,
  unit: UnitRef,
  span: { from: Date; to: Date; now: Date },
): Promise<DealSideReadings> {
  const from = new Date(span.from.getTime() - longestPauseMs);
  const to = new Date(span.to.getTime() + longestPauseMs);
  const [readings, deals] = await Promise.all([
    listConverterReadings(telemetry, { unit, from, to }),
    listDealsDuring(telemetry, unit, span),
  ]);
  return { readings, deals };
}
