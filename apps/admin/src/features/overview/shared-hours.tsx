import { formatEnergy, quantityText } from '@commonwatt/ui/format/quantity.ts';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import styles from './overview.module.css';

const [width, height] = [96, 18];

/** What was shared in each of the last hours, as bars; nothing where there were no deals. Figures are on the page of deals. */
export function SharedHours({ hoursWh }: { hoursWh: readonly number[] }) {
  const { t, language } = useTexts('overview');
  const mostWh = Math.max(...hoursWh);
  if (mostWh <= 0) return null;
  const band = width / hoursWh.length;
  const bars = hoursWh.map((amountWh, hour) => {
    const barHeight = (amountWh / mostWh) * height;
    return `M${hour * band} ${height}v${-barHeight}h${band - 1}v${barHeight}z`;
  });
  const most = quantityText(formatEnergy(mostWh, language));
  return (
    <svg
      className={styles.hours}
      width={width}
      height={height}
      role="img"
      aria-label={t('sharedHours', { count: hoursWh.length, most })}
    >
      <path d={bars.join('')} />
    </svg>
  );
}
