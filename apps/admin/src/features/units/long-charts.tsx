import type { HistoryDays } from '@commonwatt/domain/long-history';
import type { UnitRef } from '@commonwatt/domain/refs';
import { requestId } from '@commonwatt/ui/api-error.ts';
import { Empty, ErrorNotice, Loading } from '@commonwatt/ui/notices/notices.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTRPC } from '../../trpc.ts';
import { HistoryChart } from '../live/history-chart.tsx';

/** Nothing of a week or a month changes fast. */
const refreshMs = 600_000;

type LongChartsProps = { unit: UnitRef; timeZone: string; days: HistoryDays; chartHeightPx: number };

/** The battery of days, and the energy that its home made and used: of each hour of a week, of each day of a month. */
export function LongCharts({ unit, timeZone, days, chartHeightPx }: LongChartsProps) {
  const { t } = useTexts('units');
  const live = useTexts('live');
  const trpc = useTRPC();
  const history = useQuery(
    trpc.units.longHistory.queryOptions(
      { unit, days },
      { staleTime: refreshMs, refetchInterval: refreshMs, placeholderData: keepPreviousData },
    ),
  );
  if (history.isPending) return <Loading label={t('charts')} height={420} />;
  if (history.isError) {
    return (
      <ErrorNotice what={t('charts')} requestId={requestId(history.error)} onRetry={() => void history.refetch()} />
    );
  }
  const { data } = history;
  const { battery, energy } = data;
  const isEmpty = battery.every(({ value }) => value === null) && energy.every(({ usedWh }) => usedWh === null);
  if (isEmpty) return <Empty title={t('chartsEmpty', { days: data.days })} />;
  // As they were asked for: while another period is on its way, the old one stays.
  const isMonth = data.days === 30;
  const axis = { range: data, heightPx: chartHeightPx, timeZone };
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
        domain={[0, 100]}
        lines={[{ name: live.t('battery'), points: battery, colour: 'var(--battery)', isFilled: true }]}
      />
      <HistoryChart
        {...axis}
        caption={t(isMonth ? 'energyByDay' : 'energyByHour')}
        lines={[
          { name: live.t('solar'), points: points('solarWh'), colour: 'var(--solar-edge)', isStepped: true },
          { name: live.t('homeUse'), points: points('usedWh'), colour: 'var(--load)', isStepped: true },
        ]}
      />
    </>
  );
}
