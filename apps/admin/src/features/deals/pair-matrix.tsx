import { formatEnergy, formatMeasure, quantityText } from '@commonwatt/ui/format/quantity.ts';
import { ScrollArea } from '@commonwatt/ui/scroll-area.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { isLongTable, LongBody, type RowPlace } from '../../parts/long-body.tsx';
import { type PairSquare, type PairSum, squarePairs } from './pair-sums.ts';
import styles from './pairs.module.css';

type PairMatrixProps = { pairs: readonly PairSum[]; onShow: (unitId: string) => void };

const rowHeightPx = 26;

/** Who gave to whom: givers by row, receivers by column, and what both add up to. Of many givers those in sight are drawn. */
export function PairMatrix({ pairs, onShow }: PairMatrixProps) {
  const { t, language } = useTexts('deals');
  const square = squarePairs(pairs);
  const { unitIds, receivedWh, sumWh } = square;
  const most = pairs.reduce((largest, { amountWh }) => Math.max(largest, amountWh), 1);
  const number = (amountWh: number) => formatMeasure(amountWh, 'Wh', 0, language).value;
  const isLong = isLongTable(unitIds.length);
  return (
    <ScrollArea label={t('flows.toTable')} className={styles.matrix} isTall>
      <table aria-rowcount={isLong ? unitIds.length + 2 : undefined}>
        <caption>{t('flows.toTable')}</caption>
        <thead>
          <tr aria-rowindex={isLong ? 1 : undefined}>
            <th scope="col">{t('flows.giver')}</th>
            {unitIds.map((unitId) => (
              <th key={unitId} scope="col" className={styles.receiver}>
                {unitId}
              </th>
            ))}
            <th scope="col">{t('flows.sum')}</th>
          </tr>
        </thead>
        <LongBody count={unitIds.length} rowHeightPx={rowHeightPx} columnCount={unitIds.length + 2}>
          {(index, place) => (
            <GiverRow key={unitIds[index]} index={index} place={place} square={square} most={most} onShow={onShow} />
          )}
        </LongBody>
        <tfoot>
          <tr aria-rowindex={isLong ? unitIds.length + 2 : undefined}>
            <th scope="row">{t('flows.sum')}</th>
            {unitIds.map((unitId, j) => (
              <td key={unitId}>{number(receivedWh[j] ?? 0)}</td>
            ))}
            <td>{quantityText(formatEnergy(sumWh, language))}</td>
          </tr>
        </tfoot>
      </table>
    </ScrollArea>
  );
}

type GiverRowProps = {
  index: number;
  place: RowPlace;
  square: PairSquare;
  /** What the largest pair shared, Wh. */
  most: number;
  onShow: (unitId: string) => void;
};

function GiverRow({ index, place, square, most, onShow }: GiverRowProps) {
  const { t, language } = useTexts('deals');
  const { unitIds, amounts, gaveWh } = square;
  const giver = unitIds[index] ?? '';
  const number = (amountWh: number) => formatMeasure(amountWh, 'Wh', 0, language).value;
  const told = ({ chargeUnitId: receiver, amountWh, dealCount: count }: PairSum) =>
    t('flows.pair', { giver, receiver, amount: quantityText(formatEnergy(amountWh, language)), count });
  const shade = ({ amountWh }: PairSum) =>
    `color-mix(in srgb, var(--receive-soft) ${30 + (70 * amountWh) / most}%, transparent)`;
  return (
    <tr {...place}>
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
      {amounts[index]?.map((pair, j) =>
        pair ? (
          <td key={unitIds[j]} title={told(pair)} style={{ background: shade(pair) }}>
            {number(pair.amountWh)}
          </td>
        ) : (
          <td key={unitIds[j]}>{index === j ? '' : '·'}</td>
        ),
      )}
      <td className={styles.sum}>{number(gaveWh[index] ?? 0)}</td>
    </tr>
  );
}
