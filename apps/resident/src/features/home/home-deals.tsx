import type { HomeDeal } from '@commonwatt/domain/home';
import { formatEnergy, formatPower, quantityText } from '@commonwatt/ui/format/quantity.ts';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { Card } from '../../shell/card.tsx';
import styles from './home-deals.module.css';

/** The own deals in progress. Neighbours have no name, and nothing tells two of them apart. */
export function HomeDeals({ deals, isFresh }: { deals: HomeDeal[]; isFresh: boolean }) {
  const { t, language } = useTexts('home');
  if (deals.length === 0 || !isFresh) return null;
  const text = (amountWh: number | null) => quantityText(formatEnergy(amountWh, language));
  return (
    <Card title={t('openDeals')}>
      <ul className={styles.deals}>
        {deals.map((deal) => {
          const share = deal.agreedWh ? Math.min(1, (deal.movedWh ?? 0) / deal.agreedWh) : 0;
          const isGiving = deal.direction === 'giving';
          return (
            <li key={deal.dealId}>
              <p className={styles.line}>
                <span>{t(isGiving ? 'dealGiving' : 'dealReceiving')}</span>
                <b className={isGiving ? styles.gives : styles.receives}>
                  {deal.phase === 'sharing' ? quantityText(formatPower(deal.powerW, language)) : t('dealPreparing')}
                </b>
              </p>
              <p className={styles.line}>
                <span className={styles.track}>
                  <i className={isGiving ? styles.giveBar : styles.receiveBar} style={{ width: `${share * 100}%` }} />
                </span>
                <span className={styles.progress}>
                  {t('dealProgress', { moved: text(deal.movedWh ?? 0), agreed: text(deal.agreedWh) })}
                </span>
              </p>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
