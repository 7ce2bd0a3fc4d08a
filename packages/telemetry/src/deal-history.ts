import type { HourlySharing } from '@commonwatt/domain/home-sharing';
import type { ClusterRef, UnitRef } from '@commonwatt/domain/refs';
import type { Filter } from 'mongodb';
import { type DealSide, unitDealsFilter } from './deals.ts';
import { dealCollection, type Telemetry, type TelemetryDocument } from './telemetry.ts';

const beginningOfTime = new Date(-8.64e15);

/**
 * Energy (Wh) that a unit gave and received in all deals made before an instant, by the hour of the day they were made in,
 * `offsetMs` ahead of UTC. Reads each of these deals.
 */
export async function sumUnitHistory(
  telemetry: Telemetry,
  unit: UnitRef,
  { offsetMs, before }: { offsetMs: number; before: Date },
): Promise<HourlySharing> {
  const sum = (side: DealSide) => sumByHour(telemetry, unitDealsFilter(unit, side, beginningOfTime, before), offsetMs);
  const [gaveWh, receivedWh] = await Promise.all([sum('dischargeUnitId'), sum('chargeUnitId')]);
  return { gaveWh, receivedWh };
}

/** The same of all units of a cluster together: what one gave, another received. */
export async function sumClusterHistory(
  telemetry: Telemetry,
  cluster: ClusterRef,
  { offsetMs, before }: { offsetMs: number; before: Date },
): Promise<HourlySharing> {
  const { communityId, clusterId } = cluster;
  const created = { $gte: beginningOfTime, $lt: before };
  const amountsWh = await sumByHour(telemetry, { communityId, clusterId, createDateTime: created }, offsetMs);
  return { gaveWh: amountsWh, receivedWh: amountsWh };
}

async function sumByHour(telemetry: Telemetry, filter: Filter<TelemetryDocument>, offsetMs: number): Promise<number[]> {
  const rows = await dealCollection(telemetry)
    .aggregate<{ _id: number; amountWh: number }>([
      { $match: filter },
      { $group: { _id: { $hour: { $add: ['$createDateTime', offsetMs] } }, amountWh: { $sum: '$cumulateAmountWh' } } },
    ])
    .toArray();
  const amountsWh = Array.from({ length: 24 }, () => 0);
  for (const { _id, amountWh } of rows) amountsWh[_id] = amountWh;
  return amountsWh;
}

/** Ids of units that ever gave or received in a cluster. Read from the indexes by giver and by receiver. */
export async function listTradingUnitIds(
  telemetry: Telemetry,
  { communityId, clusterId }: ClusterRef,
): Promise<string[]> {
  const sides = ['dischargeUnitId', 'chargeUnitId'] as const;
  const ids = await Promise.all(
    sides.map((side) => dealCollection(telemetry).distinct(side, { communityId, clusterId })),
  );
  return [...new Set(ids.flat())].filter((id) => typeof id === 'string');
}
