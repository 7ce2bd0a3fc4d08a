import type { RegisteredCluster } from '@commonwatt/database/communities';
import { type DealOutcome, dealOutcomes } from '@commonwatt/domain/deal';
import { type DealPosition, dealColumns } from '@commonwatt/domain/deal-order';
import { DomainError } from '@commonwatt/domain/domain-error';
import { codeSchema, textSchema } from '@commonwatt/domain/refs';
import type { DealSearch } from '@commonwatt/telemetry/deal-list';
import { z } from 'zod';
import { daysSchema, readPeriod } from '../availability/period.ts';

/** The days that deals were made on, both included, and which of them are meant. */
export const dealSearchSchema = daysSchema.extend({
  /** Deals that this unit gave or received in. */
  unitId: codeSchema.optional(),
  status: z.enum(dealOutcomes).optional(),
  /** Only deals made from this instant on, and before that one (UTC): an hour of the days. */
  from: z.iso.datetime().optional(),
  to: z.iso.datetime().optional(),
  /** A part of a deal's id, of a unit's id or of why it was ended. */
  search: textSchema.max(100).optional(),
});

const longestMs = 400 * 86_400_000;

/** @throws DomainError BAD_REQUEST when the period ends before it begins or is longer than 400 days. */
export function readPeriodOfDeals(
  { fromDay, toDay }: z.infer<typeof daysSchema>,
  timeZone: string,
): { from: Date; to: Date } {
  const { fromMs, toMs } = readPeriod({ fromDay, toDay }, timeZone);
  if (toMs - fromMs > longestMs) throw new DomainError('BAD_REQUEST', 'The period is longer than 400 days');
  return { from: new Date(fromMs), to: new Date(toMs) };
}

export function readDealSearch(
  input: z.infer<typeof dealSearchSchema>,
  cluster: Pick<RegisteredCluster, 'ref' | 'timeZone'>,
  now: Date,
): DealSearch {
  const { unitId, status, search } = input;
  const outcome: DealOutcome | undefined = status;
  const days = readPeriodOfDeals(input, cluster.timeZone);
  const from = Math.max(days.from.getTime(), input.from ? Date.parse(input.from) : days.from.getTime());
  const to = Math.min(days.to.getTime(), input.to ? Date.parse(input.to) : days.to.getTime());
  const period = { from: new Date(from), to: new Date(to) };
  return { cluster: cluster.ref, unitId, outcome, text: search?.trim() || undefined, period, now };
}

/** What a list asks for beyond its search. `cursor` is the `nextCursor` of the page before. */
export const pageSchema = z.object({
  sort: z.enum(dealColumns).default('created'),
  /** Not `direction`: that is what tRPC itself says when a client asks for pages one after another. */
  order: z.enum(['ascending', 'descending']).default('descending'),
  cursor: z.string().max(1_000).nullish(),
  limit: z.number().int().min(1).max(200).default(50),
});

const positionSchema = z.tuple([
  z.union([z.string(), z.number(), z.null()]),
  z.number().min(-8.64e15).max(8.64e15).nullable(),
  z.string(),
]);

/** Clients only pass it back: what it holds may change. */
export function writeCursor({ value, createdMs, dealId }: DealPosition): string {
  return Buffer.from(JSON.stringify([value, createdMs, dealId])).toString('base64url');
}

/** @throws DomainError BAD_REQUEST when it is none of ours. */
export function readCursor(cursor: string | null | undefined): DealPosition | null {
  if (cursor == null) return null;
  const parsed = positionSchema.safeParse(readJson(Buffer.from(cursor, 'base64url').toString()));
  if (!parsed.success) throw new DomainError('BAD_REQUEST', 'cursor: must be the nextCursor of the page before');
  const [value, createdMs, dealId] = parsed.data;
  return { value, createdMs, dealId };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
