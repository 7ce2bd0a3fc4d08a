import type { UnitHistory as Day } from '@commonwatt/api/units/history';
import type { UnitRef } from '@commonwatt/domain/refs';
import { formatZone } from '@commonwatt/ui/format/time.ts';
import { Answer } from '@commonwatt/ui/notices/answer.tsx';
import { Empty } from '@commonwatt/ui/notices/notices.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { memo } from 'react';
import { useTRPC } from '../../trpc.ts';
import { HistoryChart } from './history-chart.tsx';
import { percentSteps } from './lines-drawing.tsx';
import styles from './panel.module.css';

const hours = 24;
/** While time flies, a new day is read at these steps. */
const replayStepMs = 15 * 60_000;

type UnitHistoryProps = { unit: UnitRef; timeZone: string; replayedMs: number | null };

const panelChartHeightPx = 110;

/** A day of a unit up to now or the replayed instant. */
export function UnitHistory({ unit, timeZone, replayedMs }: UnitHistoryProps) {
  const { t, language } = useTexts('live');
  const zone = formatZone(replayedMs ?? Date.now(), timeZone, language);
  return (
    <section className={styles.section}>
      <h2 className={styles.heading}>
        {t('battery')}
        <span className={styles.note}>{t(replayedMs === null ? 'last24' : 'before24', { zone })}</span>
      </h2>
      <DayCharts unit={unit} timeZone={timeZone} replayedMs={replayedMs} chartHeightPx={panelChartHeightPx} />
    </section>
  );
}

type DayChartsProps = UnitHistoryProps & {
  /** How high each of the two drawings is, px. */
  chartHeightPx: number;
};

/** The battery of a day, and below it on the same axis the powers that made it. */
export function DayCharts({ unit, timeZone, replayedMs, chartHeightPx }: DayChartsProps) {
  const trpc = useTRPC();
  const { t } = useTexts('live');
  const history = useQuery(
    trpc.units.history.queryOptions(
      replayedMs === null
        ? { unit, hours }
        : { unit, hours, untilMs: Math.ceil(replayedMs / replayStepMs) * replayStepMs },
      { refetchInterval: replayedMs === null ? 60_000 : false, placeholderData: keepPreviousData },
    ),
  );
  return (
    <Answer of={history} what={t('history')} height={260}>
      {(data) => <DayDrawings unitId={unit.unitId} history={data} timeZone={timeZone} heightPx={chartHeightPx} />}
    </Answer>
  );
}

type DayDrawingsProps = { unitId: string; history: Day; timeZone: string; heightPx: number };

/** Drawn when there are new data, not each time that what surrounds it is: charts are dear. */
const DayDrawings = memo(function DayDrawings({ unitId, history, timeZone, heightPx }: DayDrawingsProps) {
  const { t } = useTexts('live');
  const { series } = history;
  if (series.rsocPercent.length === 0) return <Empty title={t('chartEmpty')} />;
  const axis = { range: history, heightPx, timeZone };
  return (
    <>
      <HistoryChart
        {...axis}
        caption={t('batteryChart')}
        fileName={`${unitId}-battery`}
        steps={percentSteps}
        lines={[
          {
            name: t('battery'),
            column: 'rsoc_percent',
            points: series.rsocPercent,
            colour: 'var(--battery)',
            isFilled: true,
          },
        ]}
      />
      <HistoryChart
        {...axis}
        caption={t('powerChart')}
        fileName={`${unitId}-power`}
        lines={[
          { name: t('solar'), column: 'solar_w', points: series.solarW, colour: 'var(--solar-edge)' },
          { name: t('homeUse'), column: 'home_use_w', points: series.loadW, colour: 'var(--load)' },
          { name: t('acGrid'), column: 'ac_grid_w', points: series.acGridW, colour: 'var(--grid)' },
          { name: t('dcGrid'), column: 'dc_grid_w', points: series.dcGridW, colour: 'var(--receive)' },
        ]}
      />
    </>
  );
});
