import { localDayOf } from '@commonwatt/domain/local-day';
import type { Scene } from '@commonwatt/ui/cluster/scene.ts';
import { formatEnergy, formatPower, quantityText } from '@commonwatt/ui/format/quantity.ts';
import { formatInstant } from '@commonwatt/ui/format/time.ts';
import { Icon } from '@commonwatt/ui/icons.tsx';
import { Empty } from '@commonwatt/ui/notices/notices.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { Link } from '@tanstack/react-router';
import controls from '../../parts/controls.module.css';
import type { ClusterInfo } from '../../shell/with-cluster.tsx';
import styles from './panel.module.css';

type DealPanelProps = {
  cluster: ClusterInfo;
  scene: Scene;
  dealId: string;
  /** The instant that is replayed; null while live. */
  replayedMs: number | null;
  onSelectUnit: (unitId: string) => void;
  onClose: () => void;
};

/**
 * One deal in progress. When it ends while being looked at, the panel says so instead of vanishing. Its whole life is with
 * the deals of its day.
 */
export function DealPanel({ cluster, scene, dealId, replayedMs, onSelectUnit, onClose }: DealPanelProps) {
  const { t, language } = useTexts('live');
  const drawing = useTexts('cluster');
  const deal = scene.deals.find((one) => one.dealId === dealId);
  const isReplay = replayedMs !== null;
  const dayMs = deal?.startedAtMs ?? replayedMs;
  const power = deal ? quantityText(formatPower(deal.powerW, language)) : '';
  return (
    <section className={styles.section}>
      <div className={styles.panelHead}>
        <h2>{t('deal')}</h2>
        <span className={styles.panelName} title={dealId}>
          {dealId.slice(0, 8)}
        </span>
        <button type="button" className={controls.icon} aria-label={t('close')} onClick={onClose}>
          <Icon name="close" size={16} />
        </button>
      </div>
      {!deal ? (
        <Empty title={t(isReplay ? 'dealNotThen' : 'dealDone')} />
      ) : (
        <>
          <p className={styles.heading}>
            <button type="button" className={styles.open} onClick={() => onSelectUnit(deal.fromUnitId)}>
              {deal.fromUnitId}
            </button>
            <Icon name="arrow" size={16} />
            <button type="button" className={styles.open} onClick={() => onSelectUnit(deal.toUnitId)}>
              {deal.toUnitId}
            </button>
          </p>
          <dl className={styles.facts}>
            <dt>{t('phase')}</dt>
            <dd>{t(`phases.${deal.phase}`)}</dd>
            <dt>{t('power')}</dt>
            <dd>{deal.isPowerEstimated ? drawing.t('short.estimated', { power }) : power}</dd>
            <dt>{t('agreed')}</dt>
            <dd>{quantityText(formatEnergy(deal.agreedWh, language))}</dd>
            <dt>{t('moved')}</dt>
            <dd>{quantityText(formatEnergy(deal.movedNowWh, language))}</dd>
            <dt>{t('started')}</dt>
            <dd>
              {deal.startedAtMs === null
                ? t('notStarted')
                : formatInstant(deal.startedAtMs, cluster.timeZone, language)}
            </dd>
            <dt>{t('askedBy')}</dt>
            <dd>{deal.requestUnitId ?? '–'}</dd>
          </dl>
          {isReplay && <p className={styles.note}>{t('movedEstimated')}</p>}
        </>
      )}
      <Link
        to="/$community/$cluster/deals"
        params={{ community: cluster.ref.communityId, cluster: cluster.ref.clusterId }}
        search={{ deal: dealId, ...(dayMs !== null && { d: localDayOf(new Date(dayMs), cluster.timeZone) }) }}
        className={styles.pageLink}
      >
        {t('dealLife')}
      </Link>
    </section>
  );
}
