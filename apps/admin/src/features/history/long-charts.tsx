import type { LongHistory } from '@commonwatt/api/units/long-history';
import type { HistoryDays } from '@commonwatt/domain/long-history';
import type { ClusterRef } from '@commonwatt/domain/refs';
import type { SeriesPoint } from '@commonwatt/domain/series';
import { Answer } from '@commonwatt/ui/notices/answer.tsx';
import { Empty } from '@commonwatt/ui/notices/notices.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { memo, useMemo } from 'react';
import { useTRPC } from '../../trpc.ts';
import { type ChartLine, type ChartPane, percentSteps } from './chart-pane.ts';
import { ChartPanes } from './chart-panes.tsx';

/** Nothing of a week or a month changes fast. */
const refreshMs = 600_000;
const heightPx = 190;

type LongChartsProps = {
  cluster: ClusterRef;
  unitId: string;
  timeZone: string;
  days: HistoryDays;
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

type DrawingsProps = { unitId: string; history: LongHistory; timeZone: string };

/** Of the days that were answered: while others are on their way, these stay. */
const Drawings = memo(function Drawings({ unitId, history, timeZone }: DrawingsProps) {
  const { t } = useTexts('units');
  const { days, battery, energy } = history;
  const panes = usePanes(history);
  const isEmpty = battery.every(({ value }) => value === null) && energy.every(({ usedWh }) => usedWh === null);
  if (isEmpty) return <Empty title={t('chartsEmpty', { days })} />;
  const fileName = `${unitId}-${days}-days`;
  return <ChartPanes title={t('charts')} fileName={fileName} range={history} timeZone={timeZone} panes={panes} />;
});

function usePanes({ days, battery, energy }: LongHistory): ChartPane[] {
  const { t } = useTexts('units');
  const live = useTexts('live');
  return useMemo(() => {
    const isMonth = days === 30;
    const energyLine = (name: 'solarWh' | 'usedWh') =>
      energy.map(({ fromMs: atMs, [name]: amountWh }) => ({
        atMs,
        value: amountWh === null || !isMonth ? amountWh : amountWh / 1_000,
      }));
    const unit = isMonth ? 'kWh' : 'Wh';
    const sum = (name: string, column: string, points: SeriesPoint[], colour: string): ChartLine => {
      return { name, column: `${column}_${unit.toLowerCase()}`, points, colour, kind: 'sum' };
    };
    return [
      {
        caption: t(isMonth ? 'energyByDay' : 'energyByHour'),
        unit,
        heightPx,
        lines: [
          sum(live.t('solar'), 'solar', energyLine('solarWh'), 'var(--solar-edge)'),
          sum(live.t('homeUse'), 'home_use', energyLine('usedWh'), 'var(--load)'),
        ],
      },
      {
        caption: live.t('batteryChart'),
        unit: '%',
        heightPx,
        steps: percentSteps,
        lines: [
          {
            name: live.t('battery'),
            column: 'rsoc_percent',
            points: battery,
            colour: 'var(--battery)',
            look: 'filled',
          },
        ],
      },
    ];
  }, [days, battery, energy, t, live.t]);
}
