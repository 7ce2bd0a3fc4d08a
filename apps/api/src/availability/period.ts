import type { Span } from '@commonwatt/domain/availability';
import { DomainError } from '@commonwatt/domain/domain-error';
import { localDayRange } from '@commonwatt/domain/local-day';
import { localDateSchema } from '@commonwatt/domain/time-zone';
import { z } from 'zod';

/** The first and the last day of a period, both included. */
export const daysSchema = z.object({ fromDay: localDateSchema, toDay: localDateSchema });

/**
 * A period of whole local days of the cluster's zone, 23 or 25 hours long ones among them.
 * @throws DomainError BAD_REQUEST when it ends before it begins.
 */
export function readPeriod({ fromDay, toDay }: z.infer<typeof daysSchema>, timeZone: string): Span {
  if (toDay < fromDay) throw new DomainError('BAD_REQUEST', `The period ends (${toDay}) before it begins (${fromDay})`);
  const { from } = localDayRange(fromDay, timeZone);
  const { to } = localDayRange(toDay, timeZone);
  return { fromMs: from.getTime(), toMs: to.getTime() };
}
