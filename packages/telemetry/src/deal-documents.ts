import { liveDealToleranceMs } from '@commonwatt/domain/deal';
import type { ClusterRef } from '@commonwatt/domain/refs';
import type { Filter } from 'mongodb';
import type { DealSide } from './deals.ts';
import { dealCollection, type Telemetry, type TelemetryDocument } from './telemetry.ts';

// Deals with every field their writer put in, for readers that pass documents on. `unitId` undefined: the whole cluster;
// else the deals that the unit gives or receives in (to have asked for or agreed to one is not enough).

export type DealScope = { cluster: ClusterRef; unitId?: string | undefined };
export type DealPeriod = { from?: Date | undefined; to?: Date | undefined };

const withoutId = { projection: { _id: 0 } } as const;
const sides = ['dischargeUnitId', 'chargeUnitId'] as const satisfies readonly DealSide[];

/**
 * Deals that are neither finished nor orphaned at `now`: no `deactivateDateTime`, and reported less than 300 s ago by the
 * real clock in whole seconds. Served by (community, cluster, reportTime).
 */
export async function listLiveDealDocuments(
  telemetry: Telemetry,
  asked: DealScope & { now: Date },
): Promise<TelemetryDocument[]> {
  return dealCollection(telemetry).find(liveDealsFilter(asked), withoutId).toArray();
}

export function liveDealsFilter({ cluster, unitId, now }: DealScope & { now: Date }): Filter<TelemetryDocument> {
  const { communityId, clusterId } = cluster;
  const reportTime = { $gt: Math.floor(now.getTime() / 1000) - liveDealToleranceMs / 1000 };
  const isOfUnit = unitId === undefined ? {} : { $or: sides.map((side) => ({ [side]: unitId })) };
  return { communityId, clusterId, reportTime, deactivateDateTime: null, ...isOfUnit };
}

/**
 * Deals made (`createDateTime`) in [from, to), one by one as the store sends them, oldest first, at a unit those it gives
 * in before those it receives in; a bound that is left out does not bound. Stopping to read closes the cursor. Served by
 * (community, cluster, createDateTime, …) and (community, cluster, dischargeUnitId or chargeUnitId, createDateTime).
 */
export async function* streamDealDocuments(
  telemetry: Telemetry,
  { period, ...scope }: DealScope & { period: DealPeriod },
): AsyncGenerator<TelemetryDocument> {
  for (const filter of dealScopeFilters(scope)) {
    yield* dealCollection(telemetry)
      .find({ ...filter, ...createdIn(period) }, withoutId)
      .sort({ createDateTime: 1 });
  }
}

/** Filters that together find each deal of the scope once; each has an index of its own. */
export function dealScopeFilters({ cluster, unitId }: DealScope): Filter<TelemetryDocument>[] {
  const { communityId, clusterId } = cluster;
  if (unitId === undefined) return [{ communityId, clusterId }];
  return [
    { communityId, clusterId, dischargeUnitId: unitId },
    { communityId, clusterId, chargeUnitId: unitId, dischargeUnitId: { $ne: unitId } },
  ];
}

function createdIn({ from, to }: DealPeriod): Filter<TelemetryDocument> {
  if (!from && !to) return {};
  return { createDateTime: { ...(from ? { $gte: from } : {}), ...(to ? { $lt: to } : {}) } };
}

export type DealDateRange = { min: Date; max: Date } | { min: null; max: null };

/**
 * When the first and the last deal of the scope were made. Both null: there are deals, but none says when. Null: there
 * are none. Reads the ends of the indexes that `streamDealDocuments` uses.
 */
export async function findDealDateRange(telemetry: Telemetry, scope: DealScope): Promise<DealDateRange | null> {
  const filters = dealScopeFilters(scope);
  const end = async (filter: Filter<TelemetryDocument>, direction: 1 | -1) => {
    const found = await dealCollection(telemetry).findOne(
      { ...filter, createDateTime: anyDate },
      { sort: { createDateTime: direction }, projection: { _id: 0, createDateTime: 1 } },
    );
    return found?.createDateTime instanceof Date ? [found.createDateTime.getTime()] : [];
  };
  const ends = await Promise.all(filters.flatMap((filter) => [end(filter, 1), end(filter, -1)]));
  const dates = ends.flat();
  if (dates.length > 0) return { min: new Date(Math.min(...dates)), max: new Date(Math.max(...dates)) };
  const some = await Promise.all(filters.map((filter) => dealCollection(telemetry).findOne(filter, withoutId)));
  return some.some((document) => document !== null) ? { min: null, max: null } : null;
}

/** A comparison with a date finds dates only, so this is "is a date", in a form that an index serves. */
const anyDate = { $gte: new Date(-8.64e15) };
