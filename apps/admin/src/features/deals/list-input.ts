import type { DayPeriod } from '@commonwatt/domain/calendar';
import type { DealBar } from './deal-bars.ts';
import type { DealsSearch } from './deals-search.ts';

/** Which deals the table lists, and the export writes: those of the days, or of one bar, that pass the filters. */
export function listInput(days: DayPeriod, bar: DealBar | null, { unit, status, q }: DealsSearch) {
  return {
    ...days,
    ...(unit === undefined ? {} : { unitId: unit }),
    ...(status === undefined ? {} : { status }),
    ...(q === undefined ? {} : { search: q }),
    ...(bar ? { from: new Date(bar.fromMs).toISOString(), to: new Date(bar.toMs).toISOString() } : {}),
  };
}
