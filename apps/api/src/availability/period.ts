import type { Span } from '@commonwatt/domain/availability';
import { DomainError } from '@commonwatt/domain/domain-error';
import { localDayRange } from '@commonwatt/domain/local-day';
import { localDateSchema } from '@commonwatt/domain/time-zone';
import { z } from 'zod';

/** The first and the last day of a period, both included. */
export const daysSchema = z.object({ fromDay: localDateSchema, toDay: localDateSchema });

/** Any two instants (UTC), the second one excluded. */
export const instantsSchema = z.object({ from: z.iso.datetime(), to: z.iso.datetime() });

/** What to say of a period that is neither; a union alone would not say. */
export const periodWords = 'a period has either fromDay and toDay (2026-06-09) or from and to (2026-06-09T03:00:00Z)';

export const periodSchema = z.union([daysSchema, instantsSchema], { error: periodWords });

/**
 * A period of whole local days of the cluster's zone, 23 or 25 hours long ones among them, or of the instants given.
 * @throws DomainError BAD_REQUEST when it ends before it begins.
 */
export function readPeriod(period: z.infer<typeof periodSchema>, timeZone: string): Span {
  if ('from' in period) return readInstants(period);
  const { fromDay, toDay } = period;
  if (toDay < fromDay) throw new DomainError('BAD_REQUEST', `The period ends (${toDay}) before it begins (${fromDay})`);
  const { from } = localDayRange(fromDay, timeZone);
  const { to } = localDayRange(toDay, timeZone);
  return { fromMs: from.getTime(), toMs: to.getTime() };
}

function readInstants({ from, to }: { from: string; to: string }): Span {
  const span = { fromMs: Date.parse(from), toMs: Date.parse(to) };
  if (span.toMs <= span.fromMs)
    throw new DomainError('BAD_REQUEST', `The period ends (${to}) before it begins (${from})`);
  return span;
}
