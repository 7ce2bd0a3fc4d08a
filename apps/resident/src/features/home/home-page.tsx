import { type HousePart, houseParts } from '@commonwatt/domain/house-parts';
import { shownFreshness } from '@commonwatt/domain/live';
import type { UnitRef } from '@commonwatt/domain/refs';
import { formatPower, quantityText } from '@commonwatt/ui/format/quantity.ts';
import { formatAge, formatClock, formatDay } from '@commonwatt/ui/format/time.ts';
import { ConnectionBanner } from '@commonwatt/ui/live/connection-banner.tsx';
import { FreshnessPill } from '@commonwatt/ui/live/freshness-pill.tsx';
import { Loading } from '@commonwatt/ui/notices/notices.tsx';
import { PartBoundary } from '@commonwatt/ui/notices/part-boundary.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { WhenVisible } from '@commonwatt/ui/when-visible.tsx';
import { lazy, Suspense, useState } from 'react';
import { useSearchParams } from 'wouter';
import { homePath } from '../../shell/home-path.ts';
import { HomeSwitch } from '../../shell/home-switch.tsx';
import type { Home } from '../../shell/own-home.tsx';
import { Shell } from '../../shell/shell.tsx';
import { FlowHouse } from './flow-house.tsx';
import { HomeDeals } from './home-deals.tsx';
import styles from './home-page.module.css';
import { describeHome, type Happening } from './home-sentence.ts';
import { PlanCard } from './plan-card.tsx';
import { TodayCard } from './today-card.tsx';
import { useLiveHome } from './use-live-home.ts';

const BatteryCard = lazy(() => import('./battery-card.tsx').then((module) => ({ default: module.BatteryCard })));

const HouseSheet = lazy(() => import('./house-sheet.tsx').then((module) => ({ default: module.HouseSheet })));

/** The own home now: the picture, one sentence about it, today's totals. */
export function HomePage({ home, homes }: { home: Home; homes: Home[] }) {
  const { ref, name, timeZone } = home;
  return (
    <Shell title={name} home={ref}>
      <div className={styles.switch}>
        <HomeSwitch homes={homes} current={home} />
      </div>
      <LiveHome key={homePath(ref)} home={ref} name={name} timeZone={timeZone} isNamedAbove={homes.length > 1} />
    </Shell>
  );
}

type LiveHomeProps = { home: UnitRef; name: string; timeZone: string; isNamedAbove: boolean };

function LiveHome({ home, name, timeZone, isNamedAbove }: LiveHomeProps) {
  const { t, language } = useTexts('home');
  const [retry, setRetry] = useState(0);
  const [search, setSearch] = useSearchParams();
  const part = houseParts.find((one) => one === search.get('part')) ?? null;
  const setPart = (next: HousePart | null) => setSearch(next ? { part: next } : {}, { replace: next === null });
  const paint = useLiveHome(home, retry);
  const { view, serverNowMs, connection } = paint;
  if (!view || serverNowMs === null) return <Loading label={name} height={500} />;
  const shown = shownFreshness(view.home, serverNowMs);
  const happening = describeHome(view.home, shown);
  const ageMs = view.home.takenAtMs === null ? null : serverNowMs - view.home.takenAtMs;
  const batteryPlaceholder = <Loading label={t('batteryWhat')} height={180} />;
  return (
    <div className={styles.page}>
      <div className={styles.hero}>
        <header className={styles.head}>
          <div>
            <h1 className={isNamedAbove ? 'visually-hidden' : styles.name}>{name}</h1>
            <p className={styles.time}>
              {formatDay(serverNowMs, timeZone, language)} {formatClock(serverNowMs, timeZone, language)}
            </p>
          </div>
          <FreshnessPill connection={connection} newestAgeMs={ageMs} isDelayed={shown !== 'fresh'} isCompact />
        </header>
        <FlowHouse home={view.home} shown={shown} onOpen={(opened) => setPart(opened)} />
        {part && (
          <PartBoundary what={t(part)}>
            <Suspense>
              <HouseSheet home={home} part={part} timeZone={timeZone} onClose={() => setPart(null)} />
            </Suspense>
          </PartBoundary>
        )}
        <Sentence happening={happening} takenAtMs={view.home.takenAtMs} ageMs={ageMs} timeZone={timeZone} />
        <ConnectionBanner paint={paint} onRetry={() => setRetry((count) => count + 1)} />
      </div>
      <div className={styles.cards}>
        <HomeDeals deals={view.home.deals} isFresh={shown === 'fresh'} />
        <TodayCard home={home} timeZone={timeZone} />
        <PlanCard home={home} />
        <WhenVisible placeholder={batteryPlaceholder}>
          <PartBoundary what={t('batteryWhat')}>
            <Suspense fallback={batteryPlaceholder}>
              <BatteryCard home={home} timeZone={timeZone} />
            </Suspense>
          </PartBoundary>
        </WhenVisible>
      </div>
    </div>
  );
}

type SentenceProps = { happening: Happening; takenAtMs: number | null; ageMs: number | null; timeZone: string };

/** What is happening, and below it what that means. Screen readers hear the first line when it changes. */
function Sentence({ happening: { key, powerW, dealCount, detail }, takenAtMs, ageMs, timeZone }: SentenceProps) {
  const { t, language } = useTexts('home');
  const power = (value: number | null) => quantityText(formatPower(value, language));
  const time = takenAtMs === null ? '' : formatClock(takenAtMs, timeZone, language);
  const age = ageMs === null ? '' : formatAge(ageMs, language);
  const isFlow = key === 'giving' || key === 'receiving';
  return (
    <p className={styles.sentence}>
      <strong aria-live="polite">
        {isFlow ? t(key, { power: power(powerW), count: dealCount }) : t(key, { time, age })}
      </strong>
      {detail && <span>{t(detail.key, { power: power(detail.powerW) })}</span>}
    </p>
  );
}
