import { formatPower, missing, quantityText } from '@commonwatt/ui/format/quantity.ts';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import styles from './overview.module.css';
import { type ClusterOverview, inServiceCount, shownFlow } from './overview-list.ts';

/** What flows in a cluster now: sun, homes, deals. Late values are faded, and those that are too old are not shown. */
export function ClusterFlow({ cluster, ageMs }: { cluster: ClusterOverview; ageMs: number | null }) {
  const { t, language } = useTexts('overview');
  const shown = shownFlow(cluster, ageMs);
  const power = (powerW: number | null) => quantityText(formatPower(powerW, language));
  const total = inServiceCount(cluster);
  const { solarW = null, loadW = null, dealW = null, dealCount = 0, unitCount = 0 } = shown?.flow ?? {};
  const deals =
    dealCount === 0 ? t('none') : [String(dealCount), ...(dealW === null ? [] : [power(dealW)])].join(' · ');
  return (
    <>
      <dl className={styles.flow} data-late={shown?.isLate || undefined}>
        <div>
          <dt>{t('solarNow')}</dt>
          <dd>{power(solarW)}</dd>
        </div>
        <div>
          <dt>{t('homesNow')}</dt>
          <dd>{power(loadW)}</dd>
        </div>
        <div>
          <dt>{t('dealsNow')}</dt>
          <dd>{shown ? deals : missing}</dd>
        </div>
      </dl>
      {shown && unitCount < total && <p className={styles.others}>{t('flowOf', { counted: unitCount, total })}</p>}
    </>
  );
}
