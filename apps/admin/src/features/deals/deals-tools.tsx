import { type CalendarKind, type DayPeriod, kindOf, periodOf, shiftPeriod } from '@commonwatt/domain/calendar';
import { Segments } from '@commonwatt/ui/segments.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { PeriodStepper } from '../../parts/period-stepper.tsx';
import type { SearchChange } from '../../parts/search-change.ts';
import type { ClusterInfo } from '../../shell/with-cluster.tsx';
import type { DealBar } from './deal-bars.ts';
import { DealsExport } from './deals-export.tsx';
import { type DealsSearch, daysSearch, shownDays } from './deals-search.ts';
import { listInput } from './list-input.ts';

type DealsToolsProps = {
  cluster: ClusterInfo;
  days: DayPeriod;
  bar: DealBar | null;
  today: string;
  search: DealsSearch;
  onChange: (next: SearchChange<DealsSearch>, isStep?: boolean) => void;
};

const kinds = ['day', 'week', 'month', 'year'] as const;

/** The period that the page is about, and its deals as a file. */
export function DealsTools({ cluster, days, bar, today, search, onChange }: DealsToolsProps) {
  const { t } = useTexts('deals');
  const show = (next: DayPeriod) => onChange(daysSearch(next, today), true);
  const step = (steps: 1 | -1) => onChange((old) => daysSearch(shiftPeriod(shownDays(old, today), steps), today), true);
  /** From a long period to a short one: the one with today, where it is among them, else its last. */
  const choose = (kind: CalendarKind) => {
    const day = days.fromDay <= today && today <= days.toDay ? today : days.toDay;
    show(periodOf(kind, day));
  };
  return (
    <>
      <Segments
        label={t('period')}
        value={kindOf(days)}
        options={kinds.map((value) => ({ value, text: t(value) }))}
        onChange={choose}
      />
      <PeriodStepper period={days} today={today} onChange={show} onStep={step} />
      <DealsExport query={{ ...cluster.ref, ...listInput(days, bar, search) }} />
    </>
  );
}
