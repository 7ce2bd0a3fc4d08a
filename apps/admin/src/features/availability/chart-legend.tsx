import { useTexts } from '@commonwatt/ui/use-texts.ts';
import styles from './kinds.module.css';

/** What the colours and patterns of the rows mean. */
export function ChartLegend({ isHeat }: { isHeat: boolean }) {
  const { t } = useTexts('availability');
  return (
    <ul className={styles.legend} aria-label={t('legend')}>
      <LegendItem swatch={styles.up} text={t('kinds.up')} />
      {isHeat ? (
        <li>
          <i className={styles.heat1} />
          <i className={styles.heat2} />
          <i className={styles.heat3} />
          {t('legendHeat')}
        </li>
      ) : (
        <>
          <LegendItem swatch={styles.down} text={t('kinds.down')} />
          <LegendItem swatch={styles.downMode} text={t('legendMode')} />
        </>
      )}
      <LegendItem swatch={styles.unknown} text={t('kinds.unknown')} />
      <LegendItem swatch={styles.notInService} text={t('kinds.notInService')} />
      <LegendItem swatch={styles.future} text={t('legendFuture')} />
    </ul>
  );
}

function LegendItem({ swatch, text }: { swatch: string | undefined; text: string }) {
  return (
    <li>
      <i className={swatch} />
      {text}
    </li>
  );
}
