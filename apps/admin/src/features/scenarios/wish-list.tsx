import type { WeekPreview } from '@commonwatt/domain/home-weeks';
import { wishes } from '@commonwatt/domain/scenario-preview';
import { formatDuration } from '@commonwatt/ui/format/duration.ts';
import { formatEnergy, quantityText } from '@commonwatt/ui/format/quantity.ts';
import { ActSwatch } from '@commonwatt/ui/plan-chart/act-patterns.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import styles from './scenarios.module.css';

/** How often, for how long and about how much there would have been each wish, and what really was. */
export function WishList({ week }: { week: WeekPreview }) {
  const { t, language } = useTexts('scenarios');
  const energy = (amountWh: number) => quantityText(formatEnergy(amountWh, language));
  return (
    <>
      <ul className={styles.wishes}>
        {wishes.map((wish) => {
          const { amountWh, times, durationMs } = week.wishes[wish];
          return (
            <li key={wish}>
              <ActSwatch act={wish} />
              {t(`whatIf.${wish}`)}
              <span className={styles.note}>
                {times === 0
                  ? t('whatIf.never')
                  : t('whatIf.times', { count: times, duration: formatDuration(durationMs, language) })}
              </span>
              <b>{energy(amountWh)}</b>
            </li>
          );
        })}
      </ul>
      <p className={styles.note}>
        {t('whatIf.really', { gave: energy(week.gaveWh), received: energy(week.receivedWh) })}
      </p>
    </>
  );
}
