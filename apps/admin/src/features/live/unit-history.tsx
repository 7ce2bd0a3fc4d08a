import type { UnitRef } from '@commonwatt/domain/refs';
import { requestId } from '@commonwatt/ui/api-error.ts';
import { formatZone } from '@commonwatt/ui/format/time.ts';
import { Empty, ErrorNotice, Loading } from '@commonwatt/ui/notices/notices.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTRPC } from '../../trpc.ts';
import { HistoryChart } from './history-chart.tsx';
import styles from './panel.module.css';

const hours = 24;
/** While time flies, a new day is read at these steps. */
const replayStepMs = 15 * 60_000;

type UnitHistoryProps = {
  unit: UnitRef;
  timeZone: string;
  replayedMs: number | null;
  /** How high each of the two drawings is, px. */
  chartHeightPx?: number;
};

const panelChartHeightPx = 110;

/** A day of a unit up to now or the replayed instant: its battery, and below it on the same axis the powers that made it. */
export function UnitHistory({ unit, timeZone, replayedMs, chartHeightPx = panelChartHeightPx }: UnitHistoryProps) {
  const trpc = useTRPC();
  const { t, language } = useTexts('live');
  const history = useQuery(
    trpc.units.history.queryOptions(
      replayedMs === null
        ? { unit, hours }
        : { unit, hours, untilMs: Math.ceil(replayedMs / replayStepMs) * replayStepMs },
      { refetchInterval: replayedMs === null ? 60_000 : false, placeholderData: keepPreviousData },
    ),
  );
  const zone = formatZone(replayedMs ?? Date.now(), timeZone, language);
  return (
    <section className={styles.section}>
      <h2 className={styles.heading}>
        {t('battery')}
        <span className={styles.note}>{t(replayedMs === null ? 'last24' : 'before24', { zone })}</span>
      </h2>
      {history.isPending ? (
        <Loading label={t('history')} height={260} />
      ) : history.isError ? (
        <ErrorNotice what={t('history')} requestId={requestId(history.error)} onRetry={() => void history.refetch()} />
      ) : history.data.series.rsocPercent.length === 0 ? (
        <Empty title={t('chartEmpty')} />
      ) : (
        <>
          <HistoryChart
            caption={t('batteryChart')}
            range={history.data}
            heightPx={chartHeightPx}
            timeZone={timeZone}
            domain={[0, 100]}
            lines={[
              { name: t('battery'), points: history.data.series.rsocPercent, colour: 'var(--battery)', isFilled: true },
            ]}
          />
          <HistoryChart
            caption={t('powerChart')}
            range={history.data}
            heightPx={chartHeightPx}
            timeZone={timeZone}
            lines={[
              { name: t('solar'), points: history.data.series.solarW, colour: 'var(--solar-edge)' },
              { name: t('homeUse'), points: history.data.series.loadW, colour: 'var(--load)' },
              { name: t('acGrid'), points: history.data.series.acGridW, colour: 'var(--grid)' },
              { name: t('dcGrid'), points: history.data.series.dcGridW, colour: 'var(--receive)' },
            ]}
          />
        </>
      )}
    </section>
  );
}
