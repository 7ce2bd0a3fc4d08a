import { type Deal, isLiveDeal, liveDealToleranceMs, readDeal } from '@commonwatt/domain/deal';
import type { ClusterRef, UnitRef } from '@commonwatt/domain/refs';
import type { Filter } from 'mongodb';
import { dealCollection, type Telemetry, type TelemetryDocument } from './telemetry.ts';

/**
 * Deals of a cluster that are in progress at `now`: reported within the last 300 s and not deactivated, in no
 * particular order. Served by (community, cluster, reportTime).
 */
export async function listLiveDeals(
  telemetry: Telemetry,
  { cluster, now }: { cluster: ClusterRef; now: Date },
): Promise<Deal[]> {
  const reportedSince = new Date(now.getTime() - liveDealToleranceMs);
  const documents = await dealCollection(telemetry).find(dealsReportedSinceFilter(cluster, reportedSince)).toArray();
  return readDeals(telemetry, documents).filter((deal) => isLiveDeal(deal, now));
}

/**
 * Deals of a cluster that were reported at `since` or later, finished or not: what a reader that saw everything until
 * then has missed. Served by (community, cluster, reportTime).
 */
export async function listDealsReportedSince(
  telemetry: Telemetry,
  { cluster, since }: { cluster: ClusterRef; since: Date },
): Promise<Deal[]> {
  const documents = await dealCollection(telemetry).find(dealsReportedSinceFilter(cluster, since)).toArray();
  return readDeals(telemetry, documents);
}

/** `reportTime` is whole seconds, so the second that `since` falls in is included. */
export function dealsReportedSinceFilter(cluster: ClusterRef, since: Date): Filter<TelemetryDocument> {
  // Field by field: a unit passes for its cluster, and its id would narrow the search to deals that it opened.
  const { communityId, clusterId } = cluster;
  return { communityId, clusterId, reportTime: { $gte: Math.floor(since.getTime() / 1000) } };
}

/** What sums need of a deal document (`dealFigure`). */
export const figureProjection = {
  _id: 0,
  dealId: 1,
  communityId: 1,
  clusterId: 1,
  dischargeUnitId: 1,
  chargeUnitId: 1,
  cumulateAmountWh: 1,
  createDateTime: 1,
  startDateTime: 1,
  stopDateTime: 1,
  deactivateDateTime: 1,
  abortDateTime: 1,
  scramDateTime: 1,
  reportTime: 1,
} as const;

/** Deals of a cluster made in [from, to), oldest first. Served by (community, cluster, createDateTime, reportTime). */
export async function listDealsMade(
  telemetry: Telemetry,
  { cluster, from, to }: { cluster: ClusterRef; from: Date; to: Date },
): Promise<Deal[]> {
  const documents = await dealCollection(telemetry)
    .find(dealsMadeFilter(cluster, from, to))
    .sort({ createDateTime: 1 })
    .toArray();
  return readDeals(telemetry, documents);
}

export function dealsMadeFilter({ communityId, clusterId }: ClusterRef, from: Date, to: Date) {
  return { communityId, clusterId, createDateTime: { $gte: from, $lt: to } };
}

export type UnitDealTotals = { gaveWh: number; receivedWh: number };

/**
 * Energy (Wh) a unit gave and received in deals created in [from, to). Served by (community, cluster, dischargeUnitId,
 * createDateTime) and (…, chargeUnitId, createDateTime).
 */
export async function sumUnitDeals(
  telemetry: Telemetry,
  { unit, from, to }: { unit: UnitRef; from: Date; to: Date },
): Promise<UnitDealTotals> {
  const sum = async (side: DealSide) => {
    const rows = await dealCollection(telemetry)
      .aggregate<{ amountWh: number }>([
        { $match: unitDealsFilter(unit, side, from, to) },
        { $group: { _id: null, amountWh: { $sum: '$cumulateAmountWh' } } },
      ])
      .toArray();
    return rows[0]?.amountWh ?? 0;
  };
  const [gaveWh, receivedWh] = await Promise.all([sum('dischargeUnitId'), sum('chargeUnitId')]);
  return { gaveWh, receivedWh };
}

export type DealSide = 'dischargeUnitId' | 'chargeUnitId';

export function unitDealsFilter(unit: UnitRef, side: DealSide, from: Date, to: Date): Filter<TelemetryDocument> {
  const { communityId, clusterId, unitId } = unit;
  return { communityId, clusterId, [side]: unitId, createDateTime: { $gte: from, $lt: to } };
}

/** Reads documents one by one: a bad one is counted and left out. */
export function readDeals(telemetry: Telemetry, documents: readonly TelemetryDocument[]): Deal[] {
  return documents.flatMap((document) => {
    const result = readDeal(document);
    if (result.ok) return [result.deal];
    telemetry.unreadable.note('deal', result.problem);
    return [];
  });
}
