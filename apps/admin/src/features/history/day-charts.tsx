import type { UnitDay } from '@commonwatt/api/units/unit-day';
import type { ClusterRef } from '@commonwatt/domain/refs';
import { type SharingSpan, sharingLine, spansAt } from '@commonwatt/domain/sharing-line';
import { Answer } from '@commonwatt/ui/notices/answer.tsx';
import { Empty } from '@commonwatt/ui/notices/notices.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { memo, useMemo } from 'react';
import { useTRPC } from '../../trpc.ts';
import { chartNumber } from './chart-number.ts';
import { type ChartPane, percentSteps } from './chart-pane.ts';
import { ChartPanes } from './chart-panes.tsx';

const hours = 24;
/** While time flies, a new day is read at these steps. */
const replayStepMs = 15 * 60_000;

type HeightsPx = { power: number; sharing: number; battery: number };

type DayChartsProps = {
  cluster: ClusterRef;
  unitId: string;
  timeZone: string;
  replayedMs: number | null;
  heightsPx: HeightsPx;
};

/** A day of a unit on one axis: its powers, its deals, and the battery that both of them make. */
export function DayCharts({ cluster, unitId, timeZone, replayedMs, heightsPx }: DayChartsProps) {
  const trpc = useTRPC();
  const { t } = useTexts('live');
  const asked = { cluster, unitId, hours };
  const day = useQuery(
    trpc.units.day.queryOptions(
      replayedMs === null ? asked : { ...asked, untilMs: Math.ceil(replayedMs / replayStepMs) * replayStepMs },
      { refetchInterval: replayedMs === null ? 60_000 : false, placeholderData: keepPreviousData },
    ),
  );
  const heightPx = heightsPx.power + heightsPx.sharing + heightsPx.battery + 100;
  return (
    <Answer of={day} what={t('history')} height={heightPx}>
      {(data) => <DayDrawings unitId={unitId} day={data} timeZone={timeZone} heightsPx={heightsPx} />}
    </Answer>
  );
}

type DayDrawingsProps = { unitId: string; day: UnitDay; timeZone: string; heightsPx: HeightsPx };

/** Drawn when there are new data, not each time that what surrounds it is: charts are dear. */
const DayDrawings = memo(function DayDrawings({ unitId, day, timeZone, heightsPx }: DayDrawingsProps) {
  const { t } = useTexts('live');
  const power = usePowerPane(day, heightsPx.power);
  const sharing = useSharingPane(day, heightsPx.sharing);
  const battery = useBatteryPane(day, heightsPx.battery);
  const panes = useMemo(() => [power, sharing, battery], [power, sharing, battery]);
  if (day.series.rsocPercent.length === 0) return <Empty title={t('chartEmpty')} />;
  return <ChartPanes title={t('history')} fileName={`${unitId}-day`} range={day} timeZone={timeZone} panes={panes} />;
});

function usePowerPane({ series }: UnitDay, heightPx: number): ChartPane {
  const { t } = useTexts('live');
  return useMemo(
    () => ({
      caption: t('powerChart'),
      unit: 'W',
      heightPx,
      lines: [
        { name: t('solar'), column: 'solar_w', points: series.solarW, colour: 'var(--solar-edge)', look: 'filled' },
        { name: t('acGrid'), column: 'ac_grid_w', points: series.acGridW, colour: 'var(--grid)', look: 'filled' },
        { name: t('homeUse'), column: 'home_use_w', points: series.loadW, colour: 'var(--load)' },
      ],
    }),
    [series, heightPx, t],
  );
}

const directions = ['received', 'gave'] as const;

/** What deals moved, received up and given down, beside what was measured on the grid. */
function useSharingPane(day: UnitDay, heightPx: number): ChartPane {
  const { t, language } = useTexts('live');
  return useMemo(() => {
    const tellShared = (spans: readonly SharingSpan[], direction: (typeof directions)[number]) => (atMs: number) => {
      const shared = spansAt(spans, atMs);
      if (shared.length === 0) return null;
      const powerW = shared.reduce((sum, span) => sum + span.powerW, 0);
      const others = [...new Set(shared.map(({ otherUnitId }) => otherUnitId))].join(', ');
      return t(direction === 'gave' ? 'gaveTo' : 'receivedFrom', {
        power: chartNumber(powerW, language),
        unit: others,
      });
    };
    const shared = directions.map((direction) => {
      const spans = day.sharing.filter((span) => span.direction === direction);
      const points = sharingLine(spans, day);
      const look = 'filled' as const;
      const drawn = { name: t(direction), column: `${direction}_w`, points, look, kind: 'held' as const };
      const colour = direction === 'gave' ? 'var(--give)' : 'var(--receive)';
      return { ...drawn, colour, isDownward: direction === 'gave', tell: tellShared(spans, direction) };
    });
    const measured = { name: t('dcGrid'), column: 'dc_grid_w', points: day.series.dcGridW, colour: 'var(--ink3)' };
    return { caption: t('sharingChart'), unit: 'W', heightPx, lines: [...shared, measured] };
  }, [day, heightPx, t, language]);
}

/** The battery, with the levels at which its home asks and gives by its plan. */
function useBatteryPane({ series, plan }: UnitDay, heightPx: number): ChartPane {
  const { t } = useTexts('live');
  return useMemo(() => {
    const held = { kind: 'held', look: 'dashed' } as const;
    const levels = [
      { name: t('asksBelow'), column: 'asks_below_percent', points: plan?.asksBelow ?? [], colour: 'var(--receive)' },
      { name: t('givesAbove'), column: 'gives_above_percent', points: plan?.givesAbove ?? [], colour: 'var(--give)' },
    ];
    const battery = {
      name: t('battery'),
      column: 'rsoc_percent',
      points: series.rsocPercent,
      colour: 'var(--battery)',
    };
    return {
      caption: t('batteryChart'),
      unit: '%',
      heightPx,
      steps: percentSteps,
      lines: [
        { ...battery, look: 'filled' },
        ...levels
          .filter(({ points }) => points.some(({ value }) => value !== null))
          .map((level) => ({ ...level, ...held })),
      ],
    };
  }, [series, plan, heightPx, t]);
}
