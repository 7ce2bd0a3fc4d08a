import { formatDays, formatSpan } from '@commonwatt/ui/format/span.ts';
import { Icon } from '@commonwatt/ui/icons.tsx';
import { apiAddress } from '@commonwatt/ui/places.ts';
import { Segments } from '@commonwatt/ui/segments.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import controls from '../../parts/controls.module.css';
import { PeriodStepper } from '../../parts/period-stepper.tsx';
import type { SearchChange } from '../../parts/search-change.ts';
import type { ClusterInfo } from '../../shell/with-cluster.tsx';
import {
  daysAround,
  type Preset,
  periodInput,
  periodSearch,
  presetOf,
  type ShownPeriod,
  shownPeriod,
  stepPeriod,
} from './availability-period.ts';
import type { AvailabilitySearch } from './availability-search.ts';

type AvailabilityToolsProps = {
  cluster: ClusterInfo;
  search: AvailabilitySearch;
  period: ShownPeriod;
  today: string;
  /** The clock that the period follows. */
  nowMs: number;
  onChange: (next: SearchChange<AvailabilitySearch>, isStep?: boolean) => void;
};

/** The period that the page is about, and the page as a file. */
export function AvailabilityTools({ cluster, search, period, today, nowMs, onChange }: AvailabilityToolsProps) {
  const { t, language } = useTexts('availability');
  const show = (next: ShownPeriod) => onChange(periodSearch(next), true);
  const step = (steps: 1 | -1) =>
    onChange((old) => periodSearch(stepPeriod(shownPeriod(old, cluster.timeZone, nowMs), steps)), true);
  const choose = (choice: Preset | 'custom') => {
    if (choice === 'custom') show(period);
    else onChange({ last: choice === '7d' ? undefined : choice, from: undefined, to: undefined }, true);
  };
  const next = stepPeriod(period, 1);
  const isLatest = next.kind === 'days' ? next.days.fromDay > today : next.span.fromMs >= nowMs;
  const query = new URLSearchParams({ ...cluster.ref, ...periodInput(period) });
  return (
    <>
      <Segments
        label={t('range')}
        value={presetOf(search) ?? 'custom'}
        options={[
          { value: '24h', text: t('range24h') },
          { value: '7d', text: t('range7d') },
          { value: '30d', text: t('range30d') },
          { value: 'custom', text: t('custom') },
        ]}
        onChange={choose}
      />
      <PeriodStepper
        period={daysAround(period, cluster.timeZone)}
        shown={periodText(period, cluster.timeZone, language)}
        today={today}
        isLatest={isLatest}
        onStep={step}
        onChange={(days) => show({ kind: 'days', days })}
      />
      <a className={controls.button} href={apiAddress(`/export/availability?${query}`)} download>
        <Icon name="download" size={16} />
        {t('csv')}
      </a>
    </>
  );
}

/** `3 – 9 Jun 2026`; for part of a day its times. */
export function periodText(period: ShownPeriod, timeZone: string, locale: string): string {
  if (period.kind === 'days') return formatDays(period.days, locale);
  return formatSpan(period.span, timeZone, locale);
}
