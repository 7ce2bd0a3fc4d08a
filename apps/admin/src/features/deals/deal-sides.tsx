import type { DealRow } from '@commonwatt/api/deals/deal-row';
import { formatEnergy, formatMeasure, quantityText } from '@commonwatt/ui/format/quantity.ts';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import styles from './deal-drawer.module.css';

/** Giver and receiver, and between them what moved. */
export function DealSides({ row }: { row: DealRow }) {
  const { t, language } = useTexts('deals');
  const { dischargeUnitId, chargeUnitId, cumulateAmountWh, dealAmountWh, dealGridCurrentA, requestUnitId } = row;
  const energy = (amountWh: number | null) => quantityText(formatEnergy(amountWh, language));
  const current = quantityText(formatMeasure(dealGridCurrentA, 'A', 1, language));
  const notes = [
    t('one.agreedOf', { amount: energy(dealAmountWh) }),
    ...(dealGridCurrentA === null ? [] : [t('one.current', { current })]),
    ...(requestUnitId === null ? [] : [t('one.askedBy', { unit: requestUnitId })]),
  ];
  return (
    <>
      <div className={styles.sides}>
        <p className={styles.giverSide}>
          <strong>{dischargeUnitId}</strong>
          {t('one.gave')}
        </p>
        <p className={styles.between}>
          <strong>{energy(cumulateAmountWh)}</strong>
          <i aria-hidden="true" />
        </p>
        <p className={styles.receiverSide}>
          <strong>{chargeUnitId}</strong>
          {t('one.received')}
        </p>
      </div>
      <p className={styles.quiet}>{notes.join(' · ')}</p>
    </>
  );
}
