import { type DayPeriod, daysUntil } from '@commonwatt/domain/calendar';
import { monitorTypes } from '@commonwatt/domain/monitoring/monitor-types';
import * as z from 'zod/mini';

const day = z.catch(z.optional(z.iso.date()), undefined);

/** What identifies a view of the monitoring page. Defaults are left out; nonsense counts as not given. */
export const monitoringSearchSchema = z.object({
  from: day,
  to: day,
  view: z.catch(z.optional(z.enum(['list'])), undefined),
  type: z.catch(z.optional(z.enum(monitorTypes)), undefined),
  of: z.catch(z.optional(z.string().check(z.maxLength(128))), undefined),
  failure: z.catch(z.optional(z.int().check(z.positive(), z.maximum(2_147_483_647))), undefined),
});

export type MonitoringSearch = z.infer<typeof monitoringSearchSchema>;

const usualDays = 7;

/** The days that are shown: those of the address, or the last week. */
export function shownPeriod({ from, to }: MonitoringSearch, today: string) {
  return from && to && from <= to ? { fromDay: from, toDay: to } : daysUntil(today, usualDays);
}

/** The same period as the address names it. */
export function periodSearch({ fromDay, toDay }: DayPeriod): Partial<MonitoringSearch> {
  return { from: fromDay, to: toDay };
}
