import { formatEnergy, formatMeasure, quantityText } from '@commonwatt/ui/format/quantity.ts';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import styles from './flows.module.css';

type UnitSum = { unitId: string; name: string | null; gaveWh: number; receivedWh: number };

/** The longest bar, in % of its cell: the rest is for the figure. */
const barShare = 60;

/** What each unit gave (to the left) and received (to the right), the greatest givers first; a table that is drawn. */
export function UnitBars({ units, onShow }: { units: readonly UnitSum[]; onShow: (unitId: string) => void }) {
  const { t, language } = useTexts('deals');
  const ordered = [...units].sort((a, b) => b.gaveWh - b.receivedWh - (a.gaveWh - a.receivedWh));
  const most = Math.max(1, ...units.flatMap(({ gaveWh, receivedWh }) => [gaveWh, receivedWh]));
  const sum = (side: 'gaveWh' | 'receivedWh') => units.reduce((total, unit) => total + unit[side], 0);
  const number = (amountWh: number) => formatMeasure(amountWh, 'Wh', 0, language).value;
  return (
    <table className={styles.unitBars}>
      <caption className="visually-hidden">{t('flows.title')}</caption>
      <thead>
        <tr>
          <th scope="col" className={styles.giver}>
            ← {t('flows.gave')} (Wh)
          </th>
          <th scope="col">{t('flows.unit')}</th>
          <th scope="col" className={styles.receiver}>
            {t('flows.received')} (Wh) →
          </th>
        </tr>
      </thead>
      <tbody>
        {ordered.map(({ unitId, name, gaveWh, receivedWh }) => (
          <tr key={unitId}>
            <td className={styles.gaveCell}>
              <div>
                {number(gaveWh)}
                <i className={styles.gaveBar} style={{ width: `${(gaveWh / most) * barShare}%` }} />
              </div>
            </td>
            <th scope="row" title={name ?? undefined}>
              <button
                type="button"
                className={styles.unitName}
                aria-label={`${unitId}, ${t('flows.showUnit', { unit: unitId })}`}
                onClick={() => onShow(unitId)}
              >
                {unitId}
              </button>
            </th>
            <td className={styles.receivedCell}>
              <div>
                <i className={styles.receivedBar} style={{ width: `${(receivedWh / most) * barShare}%` }} />
                {number(receivedWh)}
              </div>
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <td>{quantityText(formatEnergy(sum('gaveWh'), language))}</td>
          <th scope="row">{t('flows.sum')}</th>
          <td>{quantityText(formatEnergy(sum('receivedWh'), language))}</td>
        </tr>
      </tfoot>
    </table>
  );
}
