import type { CalendarKind, DayPeriod } from '@commonwatt/domain/calendar';
import { requestId } from '@commonwatt/ui/api-error.ts';
import { formatEnergy, quantityText } from '@commonwatt/ui/format/quantity.ts';
import { formatDays } from '@commonwatt/ui/format/span.ts';
import { formatZone } from '@commonwatt/ui/format/time.ts';
import { Icon } from '@commonwatt/ui/icons.tsx';
import { ErrorNotice, Loading } from '@commonwatt/ui/notices/notices.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { useQuery } from '@tanstack/react-query';
import { DivergingBars } from '../../parts/diverging-bars.tsx';
import { Card } from '../../shell/card.tsx';
import type { Home } from '../../shell/own-home.tsx';
import { useTRPC } from '../../trpc.ts';
import { averageByBar, type HomeSharing, monthBars } from './sharing-bars.ts';
import type { SharingView } from './sharing-search.ts';
import styles from './sharing-summary.module.css';
import { SharingTable } from './sharing-table.tsx';
import { slotText, tickText } from './slot-text.ts';

type SharingSummaryProps = {
  home: Home;
  span: CalendarKind;
  period: DayPeriod;
  onShow: (change: Partial<SharingView>) => void;
};

/** What was given and received in a period: in all, and by hour, day or month. */
export function SharingSummary(props: SharingSummaryProps) {
  const trpc = useTRPC();
  const { t } = useTexts('sharing');
  const { home, period } = props;
  const sharing = useQuery(trpc.home.sharing.queryOptions({ home: home.ref, ...period }, { refetchInterval: 60_000 }));
  if (sharing.isPending) {
    return (
      <Card>
        <Loading label={t('what')} height={360} />
      </Card>
    );
  }
  if (sharing.isError) {
    return (
      <Card>
        <ErrorNotice what={t('what')} requestId={requestId(sharing.error)} onRetry={() => void sharing.refetch()} />
      </Card>
    );
  }
  return <Summary {...props} sharing={sharing.data} />;
}

function Summary({ home, span, period, onShow, sharing }: SharingSummaryProps & { sharing: HomeSharing }) {
  const { t, language } = useTexts('sharing');
  const { totals, nearestDay, ownAverage, otherAverage } = sharing;
  const bars = span === 'year' ? monthBars(sharing.bars) : sharing.bars;
  const energy = (amountWh: number | null) => quantityText(formatEnergy(amountWh, language));
  const slot = { span, timeZone: home.timeZone, language };
  const zone = formatZone(bars[0]?.fromMs ?? Date.now(), home.timeZone, language);
  const averages = [
    { average: otherAverage, className: styles.others },
    { average: ownAverage, className: styles.own },
  ];
  const lines = averages.flatMap(({ average, className }) =>
    span === 'day' && average ? averageByBar(bars, average).map((amountsWh) => ({ amountsWh, className })) : [],
  );
  const isPartToCome = bars.some(({ gaveWh }) => gaveWh === null);
  const summary = t('gaveReceived', { gave: energy(totals.gaveWh), received: energy(totals.receivedWh) });
  return (
    <Card>
      <dl className={styles.totals}>
        <Total isGiven label={t('gave')} amountWh={totals.gaveWh} language={language} />
        <Total label={t('received')} amountWh={totals.receivedWh} language={language} />
      </dl>
      {totals.dealCount === 0 ? (
        <div className={styles.empty}>
          <p>{t('empty', { period: formatDays(period, language) })}</p>
          {nearestDay && (
            <button type="button" onClick={() => onShow({ day: nearestDay })}>
              {t('toNearest', { day: formatDays({ fromDay: nearestDay, toDay: nearestDay }, language) })}
            </button>
          )}
        </div>
      ) : (
        <>
          <p className={styles.axes}>
            <span>{t(`each.${span}`)}</span>
            <span>{t('zone', { zone })}</span>
          </p>
          {span === 'day' && bars.length !== 24 && <p className={styles.note}>{t('oddDay', { count: bars.length })}</p>}
          <DivergingBars
            label={`${formatDays(period, language)}: ${summary}`}
            bars={bars.map((bar) => ({
              key: bar.fromMs,
              tick: tickText(bar, slot),
              text: `${slotText(bar, slot)} · ${
                bar.gaveWh === null
                  ? t('notYet')
                  : t('gaveReceived', { gave: energy(bar.gaveWh), received: energy(bar.receivedWh) })
              }`,
              up: [{ amountWh: bar.receivedWh, colour: 'var(--receive)' }],
              down: [{ amountWh: bar.gaveWh, colour: 'var(--give)' }],
              isToCome: bar.gaveWh === null,
            }))}
            lines={lines}
            language={language}
          />
          <ul className={styles.legend}>
            <li>
              <i className={styles.receivedKey} />
              {t('received')}
            </li>
            <li>
              <i className={styles.gaveKey} />
              {t('gave')}
            </li>
            {isPartToCome && (
              <li>
                <i className={styles.toComeKey} />
                {t('notYet')}
              </li>
            )}
            {span === 'day' && otherAverage && <LineKey className={styles.others} text={t('averageHome')} />}
            {span === 'day' && ownAverage && <LineKey className={styles.own} text={t('averageOwn')} />}
          </ul>
          {span === 'day' && !otherAverage && <p className={styles.note}>{t('tooFewHomes')}</p>}
          <SharingTable bars={bars} slot={slot} />
        </>
      )}
    </Card>
  );
}

type TotalProps = { isGiven?: boolean; label: string; amountWh: number; language: string };

function Total({ isGiven = false, label, amountWh, language }: TotalProps) {
  const { value, unit } = formatEnergy(amountWh, language);
  return (
    <div className={isGiven ? styles.gave : styles.received}>
      <dt>
        <span>
          <Icon name={isGiven ? 'arrowUp' : 'arrowDown'} size={16} />
        </span>
        {label}
      </dt>
      <dd>
        {value} <small>{unit}</small>
      </dd>
    </div>
  );
}

function LineKey({ className, text }: { className: string | undefined; text: string }) {
  return (
    <li>
      <svg width="26" height="8" aria-hidden="true">
        <path d="M1 4H25" className={`${styles.lineKey} ${className}`} />
      </svg>
      {text}
    </li>
  );
}
