import type { LiveView as LiveData } from '@commonwatt/domain/live';
import { ClusterDrawing } from '@commonwatt/ui/cluster/cluster-drawing.tsx';
import { type LayoutName, suggestLayout } from '@commonwatt/ui/cluster/layout.ts';
import type { Scene } from '@commonwatt/ui/cluster/scene.ts';
import { ConnectionBanner } from '@commonwatt/ui/live/connection-banner.tsx';
import type { LivePaint } from '@commonwatt/ui/live/live-store.ts';
import { Loading } from '@commonwatt/ui/notices/notices.tsx';
import { PartBoundary } from '@commonwatt/ui/notices/part-boundary.tsx';
import { withTexts } from '@commonwatt/ui/texts.ts';
import { useSize } from '@commonwatt/ui/use-size.ts';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { lazy, Suspense } from 'react';
import { useFocusReturn } from '../../parts/use-focus-return.ts';
import type { ClusterInfo } from '../../shell/with-cluster.tsx';
import { DealPanel } from './deal-panel.tsx';
import { LiveAnnouncer } from './live-announcer.tsx';
import { LiveLegend } from './live-legend.tsx';
import type { LiveSearch } from './live-search.ts';
import { LiveTools } from './live-tools.tsx';
import styles from './live-view.module.css';
import { MastersNotice } from './masters-notice.tsx';
import { OverviewPanel } from './overview-panel.tsx';
import type { Replaying } from './replay/replay-strip.tsx';
import { UnitPanel } from './unit-panel.tsx';
import type { OpenFailure } from './use-failures.ts';

const ClusterTable = lazy(() => import('./cluster-table.tsx').then((module) => ({ default: module.ClusterTable })));
const ReplayStrip = lazy(
  withTexts(['replay'], () => import('./replay/replay-strip.tsx').then((module) => ({ default: module.ReplayStrip }))),
);

type LiveViewProps = {
  cluster: ClusterInfo;
  scene: Scene;
  paint: LivePaint<LiveData>;
  search: LiveSearch;
  onChange: (next: Partial<LiveSearch>, isStep?: boolean) => void;
  onRetry: () => void;
  /** Those open at the instant that is shown. */
  failures: readonly OpenFailure[];
  /** What is replayed; null while the page is live. */
  replaying?: Replaying | null;
};

/** The picture (or table) of the cluster, and beside it what is selected or, with nothing selected, the whole. */
export function LiveView(props: LiveViewProps) {
  const { cluster, scene, paint, search, onChange, onRetry, failures, replaying = null } = props;
  const { t } = useTexts('live');
  const isWall = search.wall === 1;
  const [ref, size] = useSize<HTMLElement>();
  const room = size ?? { width: 1_000, height: 700 };
  const layout: LayoutName = search.layout ?? suggestLayout(scene.units.length, room);
  const { view, serverNowMs } = paint;
  useFocusReturn(search.unit ?? search.deal ?? null);
  const selectUnit = (unit: string) => onChange({ unit, deal: undefined }, true);
  const selectDeal = (deal: string) => onChange({ deal, unit: undefined }, true);
  const close = () => onChange({ unit: undefined, deal: undefined }, true);
  return (
    <div className={[styles.live, replaying && styles.replaying, isWall && styles.wall].filter(Boolean).join(' ')}>
      <section ref={ref} className={styles.canvas} aria-label={t('heading', { cluster: cluster.name })}>
        {!isWall && (
          <LiveTools
            layout={layout}
            labels={search.labels ?? 'deals'}
            unitCount={scene.units.length}
            room={room}
            onChange={onChange}
          />
        )}
        <div className={styles.banner}>
          <ConnectionBanner paint={paint} onRetry={onRetry} />
          <MastersNotice scene={scene} />
        </div>
        {layout === 'table' ? (
          <PartBoundary what={t('table')}>
            <Suspense fallback={<Loading label={t('table')} height={500} />}>
              <ClusterTable scene={scene} selectedUnitId={search.unit ?? null} onSelectUnit={selectUnit} />
            </Suspense>
          </PartBoundary>
        ) : (
          <>
            <ClusterDrawing
              scene={scene}
              layout={layout}
              labels={search.labels ?? 'deals'}
              selectedUnitId={search.unit ?? null}
              selectedDealId={search.deal ?? null}
              onSelectUnit={selectUnit}
              onSelectDeal={selectDeal}
            />
            <LiveLegend layout={layout} />
          </>
        )}
      </section>
      <aside className={search.unit || search.deal ? styles.sideOpen : styles.side} aria-label={t('details')}>
        {search.unit ? (
          <UnitPanel
            cluster={cluster}
            scene={scene}
            unitId={search.unit}
            replayedMs={replaying?.atMs ?? null}
            failures={failures}
            onSelectDeal={selectDeal}
            onClose={close}
          />
        ) : search.deal ? (
          <DealPanel
            cluster={cluster}
            scene={scene}
            dealId={search.deal}
            replayedMs={replaying?.atMs ?? null}
            onSelectUnit={selectUnit}
            onClose={close}
          />
        ) : (
          <OverviewPanel
            cluster={cluster}
            scene={scene}
            view={view}
            isReplay={replaying !== null}
            failures={failures}
            onSelectUnit={selectUnit}
            onSelectDeal={selectDeal}
          />
        )}
      </aside>
      {!isWall && (
        <div className={styles.strip}>
          <PartBoundary what={t('replay')}>
            <Suspense>
              <ReplayStrip
                cluster={cluster}
                nowMs={replaying ? Date.now() : (serverNowMs ?? Date.now())}
                replaying={replaying}
                search={search}
                onChange={onChange}
              />
            </Suspense>
          </PartBoundary>
        </div>
      )}
      {!replaying && <LiveAnnouncer scene={scene} />}
    </div>
  );
}
