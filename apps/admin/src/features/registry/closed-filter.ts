import { localDayOf, localDayRange } from '@commonwatt/domain/local-day';
import type { Fields } from './registry-api.ts';

/** By when failures were closed, as the list can be narrowed. */
export const closedChoices = ['open', 'closed', 'today', 'week', 'month', 'year'] as const;
export type ClosedChoice = (typeof closedChoices)[number];

/** What the api is asked for: a choice of when failures were closed becomes an instant, by the days of `zone`. */
export function askedFilter({ closedAt, ...by }: Fields, zone: string, now: Date): Fields {
  const choice = closedChoices.find((one) => one === closedAt);
  switch (choice) {
    case undefined:
      return by;
    case 'open':
    case 'closed':
      return { ...by, isOpen: choice === 'open' };
    default: {
      const since = localDayRange(firstDay(choice, localDayOf(now, zone)), zone).from;
      return { ...by, closedSinceMs: since.getTime() };
    }
  }
}

/** `today` is a local day, `2026-06-09`. */
function firstDay(choice: 'today' | 'week' | 'month' | 'year', today: string): string {
  switch (choice) {
    case 'today':
      return today;
    case 'week':
      return new Date(Date.parse(today) - 7 * 86_400_000).toISOString().slice(0, 10);
    case 'month':
      return `${today.slice(0, 7)}-01`;
    case 'year':
      return `${today.slice(0, 4)}-01-01`;
  }
}
