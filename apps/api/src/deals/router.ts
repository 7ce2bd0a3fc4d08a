import { readDeal } from '@commonwatt/domain/deal';
import { type DealOrder, dealPosition } from '@commonwatt/domain/deal-order';
import { dealSteps, readTroubles } from '@commonwatt/domain/deal-steps';
import { codeSchema } from '@commonwatt/domain/refs';
import { refused } from '@commonwatt/domain/refusals';
import { countDeals, findDealDocument, listDeals, listDealsByIdStart } from '@commonwatt/telemetry/deal-list';
import { z } from 'zod';
import { daysSchema } from '../availability/period.ts';
import { clusterProcedure, router } from '../trpc.ts';
import { plainDocument } from '../units/plain-document.ts';
import { dealRow } from './deal-row.ts';
import { readDealEnergy } from './read-deal-energy.ts';
import { readDealPeriod } from './read-period.ts';
import { dealSearchSchema, pageSchema, readCursor, readDealSearch, readPeriodOfDeals, writeCursor } from './search.ts';

const mostByIdStart = 5;

export const dealsRouter = router({
  /** What the deals made in a period of local days moved: by hour or day, unit and pair, beside an average day. */
  period: clusterProcedure.input(daysSchema.extend({ unitId: codeSchema.optional() })).query(({ ctx, input }) => {
    const { deps, cluster } = ctx;
    const period = readPeriodOfDeals(input, cluster.timeZone);
    return readDealPeriod(deps.telemetry, cluster, { ...input, period, now: deps.now() });
  }),

  /** Deals made in a period of local days, filtered and sorted, a page at a time. The first page counts them all. */
  list: clusterProcedure
    .input(dealSearchSchema)
    .input(pageSchema)
    .query(async ({ ctx, input }) => {
      const { telemetry, now: clock } = ctx.deps;
      const now = clock();
      const search = readDealSearch(input, ctx.cluster, now);
      const order: DealOrder = { by: input.sort, isDescending: input.order === 'descending' };
      const after = readCursor(input.cursor);
      const [deals, totalCount] = await Promise.all([
        listDeals(telemetry, search, { order, after, limit: input.limit }),
        after ? null : countDeals(telemetry, search),
      ]);
      const last = deals.length === input.limit ? deals.at(-1) : undefined;
      return {
        rows: deals.map((deal) => dealRow(deal, now)),
        /** Null on pages but the first. */
        totalCount,
        nextCursor: last ? writeCursor(dealPosition(order, last)) : null,
      };
    }),

  /** The first few deals whose ids begin so, whenever they were made: what is known of a deal may be just that. */
  byIdStart: clusterProcedure.input(z.object({ start: codeSchema.min(4) })).query(async ({ ctx, input }) => {
    const { telemetry, now } = ctx.deps;
    const asked = { cluster: ctx.cluster.ref, start: input.start, limit: mostByIdStart };
    return (await listDealsByIdStart(telemetry, asked)).map((deal) => dealRow(deal, now()));
  }),

  /** One deal: its row, what was lost on the way, its life step by step, and every field that was reported of it. */
  one: clusterProcedure.input(z.object({ dealId: codeSchema })).query(async ({ ctx, input }) => {
    const { telemetry } = ctx.deps;
    const document = await findDealDocument(telemetry, ctx.cluster.ref, input.dealId);
    const read = document && readDeal(document);
    if (!read?.ok) throw refused('NOT_FOUND', 'noDeal', { deal: input.dealId });
    const now = ctx.deps.now();
    const troubles = { resets: readTroubles(document?.reset), aborts: readTroubles(document?.abort) };
    return {
      row: dealRow(read.deal, now),
      energy: await readDealEnergy(ctx.deps.telemetry, read.deal, now),
      steps: dealSteps(read.deal, troubles),
      document: plainDocument(document),
    };
  }),
});
