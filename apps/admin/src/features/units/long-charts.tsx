import type { LongHistory } from '@commonwatt/api/units/long-history';
import type { HistoryDays } from '@commonwatt/domain/long-history';
import type { ClusterRef } from '@commonwatt/domain/refs';
import { Answer } from '@commonwatt/ui/notices/answer.tsx';
import { Empty } from '@commonwatt/ui/notices/notices.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { memo } from 'react';
import { useTRPC } from '../../trpc.ts';
import { HistoryChart } from '../live/history-chart.tsx';
import { percentSteps } from '../live/lines-drawing.tsx';

/** Nothing of a week or a month changes fast. */
const refreshMs = 600_000;

type LongChartsProps = {
  cluster: ClusterRef;
  unitId: string;
  timeZone: string;
  days: HistoryDays;
  chartHeightPx: number;
};

/** The battery of days, and the energy that its home made and used: of each hour of a week, of each day of a month. */
export function LongCharts({ cluster, unitId, days, ...drawn }: LongChartsProps) {
  const { t } = useTexts('units');
  const trpc = useTRPC();
  const history = useQuery(
    trpc.units.longHistory.queryOptions(
      { cluster, unitId, days },
      { staleTime: refreshMs, refetchInterval: refreshMs, placeholderData: keepPreviousData },
    ),
  );
  return (
    <Answer of={history} what={t('charts')} height={420}>
      {(data) => <Drawings unitId={unitId} history={data} {...drawn} />}
    </Answer>
  );
}

type DrawingsProps = { unitId: string; history: LongHistory; timeZone: string; chartHeightPx: number };

/** Of the days that were answered: while others are on their way, these stay. */
const Drawings = memo(function Drawings({ unitId, history, timeZone, chartHeightPx: heightPx }: DrawingsProps) {
  const { t } = useTexts('units');
  const live = useTexts('live');
  const { days, battery, energy } = history;
  const isEmpty = battery.every(({ value }) => value === null) && energy.every(({ usedWh }) => usedWh === null);
  if (isEmpty) return <Empty title={t('chartsEmpty', { days })} />;
  const isMonth = days === 30;
  const unit = isMonth ? 'kwh' : 'wh';
  const axis = { range: history, heightPx, timeZone };
  const points = (name: 'solarWh' | 'usedWh') =>
    energy.map(({ fromMs: atMs, [name]: amountWh }) => ({
      atMs,
      value: amountWh === null || !isMonth ? amountWh : amountWh / 1_000,
    }));
  return (
    <>
      <HistoryChart
        {...axis}
        caption={live.t('batteryChart')}
        fileName={`${unitId}-battery-${days}-days`}
        steps={percentSteps}
        lines={[
          {
            name: live.t('battery'),
            column: 'rsoc_percent',
            points: battery,
            colour: 'var(--battery)',
            isFilled: true,
          },
        ]}
      />
      <HistoryChart
        {...axis}
        fileName={`${unitId}-energy-${days}-days`}
        caption={t(isMonth ? 'energyByDay' : 'energyByHour')}
        lines={[
          {
            name: live.t('solar'),
            column: `solar_${unit}`,
            points: points('solarWh'),
            colour: 'var(--solar-edge)',
            isStepped: true,
          },
          {
            name: live.t('homeUse'),
            column: `home_use_${unit}`,
            points: points('usedWh'),
            colour: 'var(--load)',
            isStepped: true,
          },
        ]}
      />
    </>
  );
});
