import type { SceneDeal } from '@commonwatt/ui/cluster/scene.ts';
import { formatEnergy, formatPower, quantityText } from '@commonwatt/ui/format/quantity.ts';
import { Icon } from '@commonwatt/ui/icons.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import styles from './deal-row.module.css';

/** One deal in a list: who gives whom how much, and how far it is. */
export function DealRow({ deal, onSelect }: { deal: SceneDeal; onSelect: (dealId: string) => void }) {
  const { t, language } = useTexts('live');
  const drawing = useTexts('cluster');
  const moved = Math.round(deal.movedNowWh ?? 0);
  const agreed = quantityText(formatEnergy(deal.agreedWh, language));
  const power = quantityText(formatPower(deal.powerW, language));
  const share = deal.agreedWh ? Math.min(1, (deal.movedNowWh ?? 0) / deal.agreedWh) : 0;
  return (
    <button
      type="button"
      className={deal.isStale ? `${styles.row} ${styles.stale}` : styles.row}
      onClick={() => onSelect(deal.dealId)}
    >
      <span className={styles.line}>
        <b className={styles.from}>{deal.fromUnitId}</b>
        <Icon name="arrow" size={16} />
        <b className={styles.to}>{deal.toUnitId}</b>
        {deal.isMaster && (
          <span className={styles.tag} title={t('masterHint')}>
            {t('master')}
          </span>
        )}
        <b className={styles.power}>{powerText()}</b>
      </span>
      <span className={styles.line}>
        <span className={styles.track}>
          <i style={{ width: `${100 * share}%` }} />
        </span>
        <span className={styles.progress}>{drawing.t('deal.progress', { moved, agreed })}</span>
      </span>
    </button>
  );

  function powerText(): string {
    if (deal.phase !== 'sharing') return t(`phases.${deal.phase}`);
    return deal.isPowerEstimated || deal.isStale ? drawing.t('short.estimated', { power }) : power;
  }
}
