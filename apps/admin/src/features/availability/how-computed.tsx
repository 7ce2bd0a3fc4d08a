import type { TimeTotals } from '@commonwatt/domain/availability';
import { formatAddingDurations } from '@commonwatt/ui/format/duration.ts';
import { formatShare, quantityText } from '@commonwatt/ui/format/quantity.ts';
import { Icon } from '@commonwatt/ui/icons.tsx';
import { Popover } from '@commonwatt/ui/popover.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import styles from './availability-figures.module.css';
import { KindSums } from './kind-sums.tsx';

type HowComputedProps = { total: { times: TimeTotals; rate: number | null }; unitCount: number };

/** The formula with the figures of this page put in, and what counts as what. */
export function HowComputed({ total, unitCount }: HowComputedProps) {
  const { t, language } = useTexts('availability');
  const { up, down } = total.times;
  // As the sums below show them.
  const [, shownDown = ''] = formatAddingDurations([up, down], language);
  const [counted = ''] = formatAddingDurations([up + down], language);
  return (
    <Popover label={t('how')} trigger={<Icon name="info" size={14} />} triggerClassName={styles.how}>
      {() => (
        <div className={styles.explained}>
          <h2>{t('how')}</h2>
          <p className={styles.formula}>{t('howFormula')}</p>
          <p>{t('howNumbers', { counted, down: shownDown, rate: quantityText(formatShare(total.rate, language)) })}</p>
          <KindSums caption={t('sumOf', { count: unitCount })} times={total.times} />
          <ul>
            {(['howCounted', 'howAverage', 'howDown', 'howUnknown', 'howJoined'] as const).map((key) => (
              <li key={key}>{t(key)}</li>
            ))}
          </ul>
        </div>
      )}
    </Popover>
  );
}
