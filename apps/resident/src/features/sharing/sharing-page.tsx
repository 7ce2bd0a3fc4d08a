import { localDayOf } from '@commonwatt/domain/local-day';
import { Segments } from '@commonwatt/ui/segments.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { useSearchParams } from 'wouter';
import { HomeSwitch } from '../../shell/home-switch.tsx';
import type { Home } from '../../shell/own-home.tsx';
import { Shell } from '../../shell/shell.tsx';
import { DealList } from './deal-list.tsx';
import { EnergyCard } from './energy-card.tsx';
import { PeriodPicker } from './period-picker.tsx';
import styles from './sharing-page.module.css';
import { readView, type SharingView, spans, viewPeriod, writeView } from './sharing-search.ts';
import { SharingSummary } from './sharing-summary.tsx';
import { WeekStrip } from './week-strip.tsx';

/** What the home gave to neighbours and received from them: a day, week, month or year, and each deal. */
export function SharingPage({ home, homes }: { home: Home; homes: Home[] }) {
  const { t } = useTexts('sharing');
  const [search, setSearch] = useSearchParams();
  const today = localDayOf(new Date(), home.timeZone);
  const view = readView(search, today);
  const show = (change: Partial<SharingView>) => setSearch(writeView({ ...view, dealId: null, ...change }, today));
  const period = viewPeriod(view);
  return (
    <Shell title={t('title')} home={home.ref}>
      <HomeSwitch homes={homes} current={home} page="/sharing" />
      <div className={styles.page}>
        <header className={styles.head}>
          <h1>{t('title')}</h1>
          <PeriodPicker view={view} today={today} onShow={show} />
        </header>
        <Segments
          isWide
          label={t('span')}
          value={view.span}
          options={spans.map((span) => ({ value: span, text: t(`spans.${span}`) }))}
          onChange={(span) => show({ span })}
        />
        {view.span === 'day' && <WeekStrip home={home} day={view.day} today={today} onShow={show} />}
        <div className={styles.columns}>
          <div className={styles.column}>
            <SharingSummary home={home} span={view.span} period={period} onShow={show} />
            <EnergyCard home={home} span={view.span} day={view.day} />
          </div>
          <DealList home={home} period={period} openDealId={view.dealId} onOpen={(dealId) => show({ dealId })} />
        </div>
      </div>
    </Shell>
  );
}
