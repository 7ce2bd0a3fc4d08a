import type { Home } from '@commonwatt/database/communities';
import { readDeal } from '@commonwatt/domain/deal';
import { dealPosition } from '@commonwatt/domain/deal-order';
import { DomainError } from '@commonwatt/domain/domain-error';
import { type SharedDeal, type SharedDealDetail, sharedDeal, sharedDealDetail } from '@commonwatt/domain/home-sharing';
import { countDeals, findDealDocument, listDeals } from '@commonwatt/telemetry/deal-list';
import type { Telemetry } from '@commonwatt/telemetry/telemetry';
import { readCursor, writeCursor } from '../deals/search.ts';

const newestFirst = { by: 'created', isDescending: true } as const;

export type HomeDealPage = {
  rows: SharedDeal[];
  /** Null on pages but the first. */
  totalCount: number | null;
  nextCursor: string | null;
};

/** A page of the deals that a home gave or received in, newest first. */
export async function listHomeDeals(
  telemetry: Telemetry,
  { ref }: Home,
  asked: { period: { from: Date; to: Date }; cursor?: string | null | undefined; limit: number; now: Date },
): Promise<HomeDealPage> {
  const { unitId, ...cluster } = ref;
  const { period, cursor, limit, now } = asked;
  const search = { cluster, unitId, period, now };
  const after = readCursor(cursor);
  const [deals, totalCount] = await Promise.all([
    listDeals(telemetry, search, { order: newestFirst, after, limit }),
    after ? null : countDeals(telemetry, search),
  ]);
  const last = deals.length === limit ? deals.at(-1) : undefined;
  const nextCursor = last ? writeCursor(dealPosition(newestFirst, last)) : null;
  return { rows: deals.map((deal) => sharedDeal(deal, unitId, now)), totalCount, nextCursor };
}

/** One deal of a home. Another home's deal and one that does not exist get the same answer. */
export async function readHomeDeal(
  telemetry: Telemetry,
  { ref }: Home,
  { dealId, now }: { dealId: string; now: Date },
): Promise<SharedDealDetail> {
  const { unitId, ...cluster } = ref;
  const document = await findDealDocument(telemetry, cluster, dealId);
  const read = document && readDeal(document);
  const isOwn = read?.ok && (read.deal.dischargeUnitId === unitId || read.deal.chargeUnitId === unitId);
  if (!isOwn) throw new DomainError('NOT_FOUND', 'Your home has no such deal');
  return sharedDealDetail(read.deal, unitId, now);
}
