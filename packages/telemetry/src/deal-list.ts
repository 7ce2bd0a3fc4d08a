import { type Deal, type DealOutcome, liveDealToleranceMs } from '@commonwatt/domain/deal';
import { comparePositions, type DealOrder, type DealPosition, dealPosition } from '@commonwatt/domain/deal-order';
import type { ClusterRef } from '@commonwatt/domain/refs';
import type { Filter } from 'mongodb';
import { type DealPeriod, type DealScope, dealScopeFilters } from './deal-documents.ts';
import { readDeals } from './deals.ts';
import { dealCollection, type Telemetry, type TelemetryDocument } from './telemetry.ts';

// Deals as people look for them: of a period, filtered, in an order of their choice, page by page.

export type DealSearch = DealScope & {
  /** By the moment the deal was made; `to` is excluded. */
  period: Required<{ [Key in keyof DealPeriod]: Date }>;
  outcome?: DealOutcome | undefined;
  /** A part of a deal's id, of a unit's id or of why it was ended, in any case of letters. */
  text?: string | undefined;
  now: Date;
};

const withoutId = { projection: { _id: 0 } } as const;

/** Documents that cannot be read as a deal are no rows, and do not count as some. */
const readable = {
  dealId: { $type: 'string', $ne: '' },
  dischargeUnitId: { $type: 'string', $ne: '' },
  chargeUnitId: { $type: 'string', $ne: '' },
} as const;

/** Filters that together find each deal of the search once. Served by the indexes on `createDateTime` and `dealId`. */
export function dealSearchFilters({ period, outcome, text, now, ...scope }: DealSearch): Filter<TelemetryDocument>[] {
  const created = { createDateTime: { $gte: period.from, $lt: period.to } };
  const conditions: Filter<TelemetryDocument>[] = [readable];
  if (outcome) conditions.push(outcomeFilter(outcome, now));
  if (text) conditions.push(textFilter(text));
  return dealScopeFilters(scope).map((filter) => ({ ...filter, ...created, $and: conditions }));
}

const happened = { $type: 'date' } as const;
const notHappened = { $not: happened } as const;

/** The rule of `dealOutcome` in the words of MongoDB. */
function outcomeFilter(outcome: DealOutcome, now: Date): Filter<TelemetryDocument> {
  const reportedSince = Math.floor(now.getTime() / 1000) - liveDealToleranceMs / 1000;
  const open = { scramDateTime: notHappened, abortDateTime: notHappened, deactivateDateTime: notHappened };
  const filters: Record<DealOutcome, Filter<TelemetryDocument>> = {
    emergencyStop: { scramDateTime: happened },
    aborted: { scramDateTime: notHappened, abortDateTime: happened },
    complete: { ...open, deactivateDateTime: happened },
    running: { ...open, reportTime: { $gt: reportedSince } },
    endUnknown: { ...open, reportTime: { $not: { $gt: reportedSince } } },
  };
  return filters[outcome];
}

const searchedFields = ['dealId', 'dischargeUnitId', 'chargeUnitId', 'requestUnitId', 'abortReason', 'scramReason'];

function textFilter(text: string): Filter<TelemetryDocument> {
  const literal = text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
  return { $or: searchedFields.map((field) => ({ [field]: { $regex: literal, $options: 'i' } })) };
}

export async function countDeals(telemetry: Telemetry, search: DealSearch): Promise<number> {
  const counts = await Promise.all(
    dealSearchFilters(search).map((filter) => dealCollection(telemetry).countDocuments(filter)),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}

/**
 * The next `limit` deals of a search behind `after`, in the order asked for; `after` null: the first ones. A deal that
 * changes its place between two pages apart, none is told twice and none is missed. By creation, it reads no more than it
 * gives; any other order has to look at the whole period, `limit` deals of which are held.
 */
export async function listDeals(
  telemetry: Telemetry,
  search: DealSearch,
  { order, after, limit }: { order: DealOrder; after: DealPosition | null; limit: number },
): Promise<Deal[]> {
  if (order.by !== 'created') return takeBest(streamDeals(telemetry, search), { order, after, limit });
  const pages = await Promise.all(
    dealSearchFilters(search).flatMap((filter) =>
      behind(filter, order, after).map((part) =>
        dealCollection(telemetry)
          .find(part, withoutId)
          .sort(order.isDescending ? { createDateTime: -1, dealId: -1 } : { createDateTime: 1, dealId: 1 })
          .limit(limit)
          .toArray(),
      ),
    ),
  );
  return firstOf(readDeals(telemetry, pages.flat()), order, limit);
}

/** Those made at the same instant as the last one told, and those made later (or earlier): each a range of the index. */
export function behind(
  filter: Filter<TelemetryDocument>,
  order: DealOrder,
  after: DealPosition | null,
): Filter<TelemetryDocument>[] {
  if (!after || after.createdMs === null) return [filter];
  const createdAt = new Date(after.createdMs);
  const bound = order.isDescending ? '$lt' : '$gt';
  const { $gte: from, $lt: to } = filter.createDateTime as { $gte: Date; $lt: Date };
  const isInside = createdAt >= from && createdAt < to;
  const rest = order.isDescending
    ? { $gte: from, $lt: createdAt < to ? createdAt : to }
    : { ...(createdAt < from ? { $gte: from } : { $gt: createdAt }), $lt: to };
  const sameInstant = { ...filter, createDateTime: createdAt, dealId: { [bound]: after.dealId } };
  return [...(isInside ? [sameInstant] : []), { ...filter, createDateTime: rest }];
}

/** The first ones of a stream by some order, without holding the stream. */
async function takeBest(
  deals: AsyncIterable<Deal>,
  { order, after, limit }: { order: DealOrder; after: DealPosition | null; limit: number },
): Promise<Deal[]> {
  let best: Deal[] = [];
  for await (const deal of deals) {
    if (after && comparePositions(order, dealPosition(order, deal), after) <= 0) continue;
    best.push(deal);
    if (best.length >= 2 * limit + 1_000) best = firstOf(best, order, limit);
  }
  return firstOf(best, order, limit);
}

function firstOf(deals: readonly Deal[], order: DealOrder, limit: number): Deal[] {
  return deals
    .map((deal) => ({ deal, position: dealPosition(order, deal) }))
    .sort((a, b) => comparePositions(order, a.position, b.position))
    .slice(0, limit)
    .map(({ deal }) => deal);
}

/** The deals of a search, oldest first (a unit's: those it gave in before those it received in). */
export async function* streamDeals(telemetry: Telemetry, search: DealSearch): AsyncGenerator<Deal> {
  for await (const document of streamFoundDocuments(telemetry, search)) yield* readDeals(telemetry, [document]);
}

/** The same with every field their writer put in, one by one as the store sends them. */
export async function* streamFoundDocuments(
  telemetry: Telemetry,
  search: DealSearch,
): AsyncGenerator<TelemetryDocument> {
  for (const filter of dealSearchFilters(search)) {
    yield* dealCollection(telemetry)
      .find(filter, { ...withoutId, batchSize: 1_000 })
      .sort({ createDateTime: 1, dealId: 1 });
  }
}

/** A deal with every field its writer put in; of doubles the one reported last. Null: there is none. Served by (dealId). */
export async function findDealDocument(
  telemetry: Telemetry,
  { communityId, clusterId }: ClusterRef,
  dealId: string,
): Promise<TelemetryDocument | null> {
  const filter = { dealId, communityId, clusterId };
  return dealCollection(telemetry).findOne(filter, { ...withoutId, sort: { reportTime: -1 } });
}

/**
 * At most `limit` deals of a cluster whose ids begin with `start`, ordered by id; upper and lower case are told apart. Served
 * by (dealId), so a start should be long enough to tell deals apart.
 */
export async function listDealsByIdStart(
  telemetry: Telemetry,
  { cluster, start, limit }: { cluster: ClusterRef; start: string; limit: number },
): Promise<Deal[]> {
  const documents = dealCollection(telemetry).find(dealIdStartFilter(cluster, start), withoutId);
  return readDeals(telemetry, await documents.sort({ dealId: 1 }).limit(limit).toArray());
}

const lastCharacter = '\uffff';

export function dealIdStartFilter({ communityId, clusterId }: ClusterRef, start: string): Filter<TelemetryDocument> {
  return { communityId, clusterId, dealId: { $gte: start, $lt: start + lastCharacter } };
}

/** When the deal of a scope was made that lies nearest to a period without any; null when there is none at all. */
export async function findNearestDealDate(
  telemetry: Telemetry,
  scope: DealScope,
  { from, to }: { from: Date; to: Date },
): Promise<Date | null> {
  const end = async (filter: Filter<TelemetryDocument>, createDateTime: object, direction: 1 | -1) => {
    const found = await dealCollection(telemetry).findOne(
      { ...filter, createDateTime },
      { sort: { createDateTime: direction }, projection: { _id: 0, createDateTime: 1 } },
    );
    return found?.createDateTime instanceof Date ? [found.createDateTime] : [];
  };
  const found = await Promise.all(
    dealScopeFilters(scope).flatMap((filter) => [end(filter, { $lt: from }, -1), end(filter, { $gte: to }, 1)]),
  );
  const distance = (at: Date) => (at < from ? from.getTime() - at.getTime() : at.getTime() - to.getTime() + 1);
  return found.flat().sort((a, b) => distance(a) - distance(b))[0] ?? null;
}
