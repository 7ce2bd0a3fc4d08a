import { escapeHtml } from '@commonwatt/domain/escape-html';
import type { UnitRef } from '@commonwatt/domain/refs';
import { type DealScope, listLiveDealDocuments, streamDealDocuments } from '@commonwatt/telemetry/deal-documents';
import { findDealHistoryRange, type HourSum, sumDealsByHour } from '@commonwatt/telemetry/deal-history';
import type { FastifyReply } from 'fastify';
import type { Caller } from './callers.ts';
import { type DealDocument, type DealShape, dealFormat, maskDeal } from './format/deal-shapes.ts';
import { readPeriod } from './parameters/period.ts';
import { parseTimeZoneOffset } from './parameters/time-zone-offset.ts';
import { Refusal } from './refusal.ts';
import { sendJson, sendJsonList } from './replies.ts';

/** Which deals a caller may see, and how much of each. */
export type DealView = { scope: DealScope; show: DealShape };

export function dealsOfUnit({ unitId, ...cluster }: UnitRef): DealView {
  return { scope: { cluster, unitId }, show: (deal) => maskDeal(deal, unitId) };
}

export function dealsOfCluster(cluster: DealScope['cluster']): DealView {
  return { scope: { cluster }, show: (deal) => deal };
}

type DealHandler = (caller: Caller, view: DealView) => Promise<FastifyReply>;

/** Endpoints on deals that both groups have, by the last part of their path. */
export const dealEndpoints: Record<string, DealHandler> = {
  async liveList({ deps, read, reply }, { scope, show }) {
    const format = dealFormat(read('formatType'));
    const deals = await listLiveDealDocuments(deps.telemetry, { ...scope, now: deps.now() });
    return sendJson(
      reply,
      deals.map((deal) => format(show(deal))),
    );
  },

  async list({ deps, read, reply }, { scope, show }) {
    const period = readPeriod(read, 'UTC');
    const format = dealFormat(read('formatType'));
    const deals = streamDealDocuments(deps.telemetry, { ...scope, period });
    return sendJsonList(
      reply,
      mapEach(deals, (deal) => format(show(deal))),
    );
  },

  async datetimeRange({ deps, reply }, { scope }) {
    return sendJson(reply, (await findDealHistoryRange(deps.telemetry, scope)) ?? {});
  },

  async sumOfCumulateAmountWhsByHour({ deps, read, reply }, { scope }) {
    const timeZone = read('timezone');
    if (timeZone === null) throw new Refusal(400, 'no param : timezone');
    const offsetMs = parseTimeZoneOffset(timeZone);
    if (offsetMs === null) {
      throw new Refusal(400, `Invalid isoformat timezone string: '${escapeHtml(timeZone)}'`);
    }
    return sendJson(reply, hourMap(await sumDealsByHour(deps.telemetry, { ...scope, offsetMs })));
  },
};

function hourMap(sums: readonly HourSum[]): object {
  return Object.fromEntries(sums.map(({ hour, amountWh }) => [String(hour), amountWh]));
}

async function* mapEach(deals: AsyncIterable<DealDocument>, map: DealShape): AsyncGenerator<DealDocument> {
  for await (const deal of deals) yield map(deal);
}
