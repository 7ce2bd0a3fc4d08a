import type { LayoutName } from '@commonwatt/ui/cluster/layout.ts';
import { fullMeterW } from '@commonwatt/ui/cluster/unit-glyph.tsx';
import { formatPower, quantityText } from '@commonwatt/ui/format/quantity.ts';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import styles from './live-legend.module.css';

/** What the shapes and colours of the drawing mean; always there. */
export function LiveLegend({ layout }: { layout: Exclude<LayoutName, 'table'> }) {
  const { t, language } = useTexts('cluster');
  if (layout !== 'ring') {
    return (
      <ul className={styles.legend}>
        <li>
          <i className={layout === 'grid' ? styles.giveFrame : styles.giveDot} />
          {t('legend.giving')}
        </li>
        <li>
          <i className={layout === 'grid' ? styles.receiveFrame : styles.receiveDot} />
          {t('legend.receiving')}
        </li>
        <li>
          <i className={layout === 'grid' ? styles.level : styles.idleDot} />
          {t(layout === 'grid' ? 'legend.level' : 'legend.waiting')}
        </li>
      </ul>
    );
  }
  const power = quantityText(formatPower(fullMeterW, language));
  return (
    <ul className={styles.legend}>
      <li>
        <i className={styles.roof} />
        {t('legend.solar')}
      </li>
      <li>
        <i className={styles.grid} />
        {t('legend.grid')}
      </li>
      <li>
        <i className={styles.load} />
        {t('legend.load')}
      </li>
      <li>
        <i className={styles.battery} />
        {t('legend.battery')}
      </li>
      <li>
        <i className={styles.deal} />
        {t('legend.deal')}
      </li>
      <li className={styles.note}>{t('legend.fullMeter', { power })}</li>
    </ul>
  );
}
