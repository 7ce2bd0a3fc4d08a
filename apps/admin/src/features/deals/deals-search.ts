import { type DayPeriod, isDay } from '@commonwatt/domain/calendar';
import type { DealColumn } from '@commonwatt/domain/deal-order';
import * as z from 'zod/mini';

const outcomes = ['running', 'complete', 'aborted', 'emergencyStop', 'endUnknown'] as const;
const columns = [
  'created',
  'giver',
  'receiver',
  'askedBy',
  'agreed',
  'moved',
  'took',
  'status',
] as const satisfies readonly DealColumn[];
const text = z.catch(z.optional(z.string().check(z.maxLength(128))), undefined);

/**
 * What identifies a view of deals: a link is a view. `d` is one day of the cluster's zone, `from` and `to` the first and
 * the last of several. `bar` is the instant at which the bar begins whose deals are listed. Defaults are left out; nonsense
 * counts as not given.
 */
export const dealsSearchSchema = z.object({
  d: text,
  from: text,
  to: text,
  flows: z.catch(z.optional(z.enum(['pairs', 'chord'])), undefined),
  unit: text,
  status: z.catch(z.optional(z.enum(outcomes)), undefined),
  q: z.catch(z.optional(z.string().check(z.maxLength(100))), undefined),
  bar: text,
  by: z.catch(z.optional(z.enum(columns)), undefined),
  order: z.catch(z.optional(z.enum(['ascending'])), undefined),
  deal: text,
});

export type DealsSearch = z.infer<typeof dealsSearchSchema>;

/** The days of the address; today where it names none. */
export function shownDays({ d, from, to }: DealsSearch, today: string): DayPeriod {
  if (from !== undefined && to !== undefined && isDay(from) && isDay(to) && from <= to)
    return { fromDay: from, toDay: to };
  const day = d !== undefined && isDay(d) ? d : today;
  return { fromDay: day, toDay: day };
}

/** The same days as the address names them; what was chosen within others is let go. */
export function daysSearch({ fromDay, toDay }: DayPeriod, today: string): Partial<DealsSearch> {
  const none = { d: undefined, from: undefined, to: undefined, bar: undefined, deal: undefined };
  if (fromDay !== toDay) return { ...none, from: fromDay, to: toDay };
  return fromDay === today ? none : { ...none, d: fromDay };
}
