import { formatZone } from '@commonwatt/ui/format/time.ts';
import { Loading } from '@commonwatt/ui/notices/notices.tsx';
import { PartBoundary } from '@commonwatt/ui/notices/part-boundary.tsx';
import { Segments } from '@commonwatt/ui/segments.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { WhenVisible } from '@commonwatt/ui/when-visible.tsx';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { lazy, memo, Suspense } from 'react';
import { Card } from '../../parts/card.tsx';
import { usePrinting } from '../../parts/use-printing.ts';
import type { ClusterInfo } from '../../shell/with-cluster.tsx';

const DayCharts = lazy(() => import('../history/day-charts.tsx').then((module) => ({ default: module.DayCharts })));
const LongCharts = lazy(() => import('../history/long-charts.tsx').then((module) => ({ default: module.LongCharts })));
const route = getRouteApi('/staff/$community/$cluster/units/$unit');
const heightsPx = { power: 190, sharing: 120, battery: 160 };

/** What a unit did in the last day, week or month. */
export const UnitCharts = memo(function UnitCharts({ cluster, unitId }: { cluster: ClusterInfo; unitId: string }) {
  const { t, language } = useTexts('units');
  const periods = useTexts('availability');
  const { last } = route.useSearch();
  const navigate = useNavigate({ from: '/$community/$cluster/units/$unit' });
  const tools = (
    <Segments
      label={periods.t('range')}
      value={last ?? '24h'}
      options={[
        { value: '24h', text: periods.t('range24h') },
        { value: '7d', text: periods.t('range7d') },
        { value: '30d', text: periods.t('range30d') },
      ]}
      onChange={(value) => void navigate({ search: value === '24h' ? {} : { last: value }, replace: true })}
    />
  );
  const { ref, timeZone } = cluster;
  const isPrinting = usePrinting();
  const loading = <Loading label={t('charts')} height={570} />;
  return (
    <Card title={t('charts')} note={formatZone(Date.now(), timeZone, language)} tools={tools}>
      <PartBoundary what={t('charts')}>
        {/* What draws them is larger than the rest of the page: the figures of now are not to wait for it. */}
        <WhenVisible placeholder={loading} isForced={isPrinting}>
          <Suspense fallback={loading}>
            {last === undefined ? (
              <DayCharts cluster={ref} {...{ unitId, timeZone, heightsPx }} replayedMs={null} />
            ) : (
              <LongCharts cluster={ref} {...{ unitId, timeZone }} days={last === '7d' ? 7 : 30} />
            )}
          </Suspense>
        </WhenVisible>
      </PartBoundary>
    </Card>
  );
});
