import { formatEnergy, formatMeasure, quantityText } from '@commonwatt/ui/format/quantity.ts';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { type PairSum, squarePairs } from './pair-sums.ts';
import styles from './pairs.module.css';

type PairMatrixProps = { pairs: readonly PairSum[]; onShow: (unitId: string) => void };

/** Who gave to whom: givers by row, receivers by column, and what both add up to. */
export function PairMatrix({ pairs, onShow }: PairMatrixProps) {
  const { t, language } = useTexts('deals');
  const { unitIds, amounts, gaveWh, receivedWh, sumWh } = squarePairs(pairs);
  const most = Math.max(1, ...pairs.map(({ amountWh }) => amountWh));
  const number = (amountWh: number) => formatMeasure(amountWh, 'Wh', 0, language).value;
  const energy = (amountWh: number) => quantityText(formatEnergy(amountWh, language));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <div className={styles.matrix} role="group" aria-label={t('flows.toTable')} tabIndex={0}>
      <table>
        <caption>{t('flows.toTable')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('flows.giver')}</th>
            {unitIds.map((unitId) => (
              <th key={unitId} scope="col" className={styles.receiver}>
                {unitId}
              </th>
            ))}
            <th scope="col">{t('flows.sum')}</th>
          </tr>
        </thead>
        <tbody>
          {unitIds.map((giver, i) => (
            <tr key={giver}>
              <th scope="row">
                <button
                  type="button"
                  className={`${styles.unitName} ${styles.giver}`}
                  aria-label={`${giver}, ${t('flows.showUnit', { unit: giver })}`}
                  onClick={() => onShow(giver)}
                >
                  {giver}
                </button>
              </th>
              {amounts[i]?.map((pair, j) => (
                <td
                  key={unitIds[j]}
                  title={
                    pair
                      ? t('flows.pair', {
                          giver,
                          receiver: pair.chargeUnitId,
                          amount: energy(pair.amountWh),
                          count: pair.dealCount,
                        })
                      : undefined
                  }
                  style={
                    pair
                      ? {
                          background: `color-mix(in srgb, var(--receive-soft) ${30 + (70 * pair.amountWh) / most}%, transparent)`,
                        }
                      : undefined
                  }
                >
                  {pair ? number(pair.amountWh) : i === j ? '' : '·'}
                </td>
              ))}
              <td className={styles.sum}>{number(gaveWh[i] ?? 0)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('flows.sum')}</th>
            {unitIds.map((unitId, j) => (
              <td key={unitId}>{number(receivedWh[j] ?? 0)}</td>
            ))}
            <td>{energy(sumWh)}</td>
          </tr>
        </tfoot>
      </table>
    </div>
  );
}
