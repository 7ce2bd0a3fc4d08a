import type { AvailabilitySpan } from '@commonwatt/domain/availability';
import { requestId } from '@commonwatt/ui/api-error.ts';
import { formatDuration } from '@commonwatt/ui/format/duration.ts';
import { formatShare, quantityText } from '@commonwatt/ui/format/quantity.ts';
import { Empty, ErrorNotice, Loading } from '@commonwatt/ui/notices/notices.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import controls from '../../parts/controls.module.css';
import { Drawer } from '../../parts/drawer.tsx';
import type { ClusterInfo } from '../../shell/with-cluster.tsx';
import { useTRPC } from '../../trpc.ts';
import { periodInput, type ShownPeriod } from './availability-period.ts';
import { IntervalList } from './interval-list.tsx';
import { KindSums } from './kind-sums.tsx';
import styles from './unit-drawer.module.css';

type UnitDrawerProps = {
  cluster: ClusterInfo;
  unitId: string;
  period: ShownPeriod;
  /** The beginning of the interval that was chosen; it is scrolled to. */
  atMs: number | null;
  onClose: () => void;
};

/** What the figures of one unit are made of: every interval, with its reason. */
export function UnitDrawer({ cluster, unitId, period, atMs, onClose }: UnitDrawerProps) {
  const { t, language } = useTexts('availability');
  const trpc = useTRPC();
  const params = { community: cluster.ref.communityId, cluster: cluster.ref.clusterId };
  const asked = { cluster: cluster.ref, unitId, period: periodInput(period) };
  const answer = useQuery(
    trpc.availability.unit.queryOptions(asked, {
      placeholderData: (old) => (old?.unit?.unitId === unitId ? old : undefined),
    }),
  );
  const unit = answer.data?.unit;
  const nowMs = answer.data?.nowMs ?? 0;
  return (
    <Drawer
      title={unitId}
      note={
        unit && (
          <>
            <span className={styles.unitName}>{unit.name}</span>
            <NowPill spans={unit.spans} nowMs={nowMs} />
          </>
        )
      }
      onClose={onClose}
    >
      {answer.isPending ? (
        <Loading label={t('unitIntervals')} height={300} />
      ) : answer.isError ? (
        <ErrorNotice
          what={t('unitIntervals')}
          requestId={requestId(answer.error)}
          onRetry={() => void answer.refetch()}
        />
      ) : !unit ? (
        <Empty title={t('noSuchUnit', { unit: unitId, cluster: cluster.name })} />
      ) : (
        <>
          <dl className={styles.unitFigures}>
            <div>
              <dt>{t('rateOfUnit')}</dt>
              <dd>{quantityText(formatShare(unit.rate, language))}</dd>
            </div>
            <div>
              <dt>{t('downOfUnit')}</dt>
              <dd>{formatDuration(unit.times.down, language)}</dd>
            </div>
          </dl>
          <KindSums caption={t('sumOf', { count: 1 })} times={unit.times} />
          <IntervalList cluster={cluster} unit={unit} nowMs={nowMs} atMs={atMs} />
          <p className={styles.links}>
            <Link
              to="/$community/$cluster/units/$unit"
              params={{ ...params, unit: unitId }}
              className={controls.button}
            >
              {t('unitPage')}
            </Link>
            <Link to="/$community/$cluster/live" params={params} search={{ unit: unitId }} className={controls.button}>
              {t('openUnit')}
            </Link>
          </p>
        </>
      )}
    </Drawer>
  );
}

/** What the unit is at the instant of the answer, where the period reaches that far. */
function NowPill({ spans, nowMs }: { spans: readonly AvailabilitySpan[]; nowMs: number }) {
  const { t } = useTexts('availability');
  const last = spans.findLast(({ fromMs, toMs }) => fromMs < nowMs && toMs >= nowMs);
  if (last?.kind === 'down') return <span className={styles.pillDown}>{t('downNow')}</span>;
  return last?.kind === 'up' ? <span className={styles.pillUp}>{t('upNow')}</span> : null;
}
