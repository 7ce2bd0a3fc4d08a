import { type TimeTotals, timeKinds } from '@commonwatt/domain/availability';
import { formatAddingDurations } from '@commonwatt/ui/format/duration.ts';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import styles from './kinds.module.css';

/** The four kinds of time and what they add up to. */
export function KindSums({ caption, times }: { caption: string; times: TimeTotals }) {
  const { t, language } = useTexts('availability');
  const all = timeKinds.map((kind) => times[kind]);
  const shown = formatAddingDurations(all, language);
  const [sum] = formatAddingDurations([all.reduce((total, one) => total + one, 0)], language);
  return (
    <table className={styles.sums}>
      <caption>{caption}</caption>
      <tbody>
        {timeKinds.map((kind, i) => (
          <tr key={kind}>
            <th scope="row">
              <i className={styles[kind]} aria-hidden="true" />
              {t(`kinds.${kind}`)}
            </th>
            <td>{shown[i]}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t('sum')}</th>
          <td>{sum}</td>
        </tr>
      </tfoot>
    </table>
  );
}
