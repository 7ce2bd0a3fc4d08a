import type { DealRow } from '@commonwatt/api/deals/deal-row';
import type { DealEnergy } from '@commonwatt/domain/deal-energy';
import { formatEnergy, formatMeasure, formatPercent, quantityText } from '@commonwatt/ui/format/quantity.ts';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import styles from './deal-drawer.module.css';

type DealSidesProps = { row: DealRow; energy: DealEnergy | null };

/** Giver and receiver, and between them what moved; below, where both were measured, what was lost on the way. */
export function DealSides({ row, energy: measured }: DealSidesProps) {
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
      {measured && <Losses energy={measured} />}
      <p className={styles.quiet}>{notes.join(' · ')}</p>
    </>
  );
}

/** To tenths that add up as they are shown. */
function Losses({ energy: { gaveWh, receivedWh } }: { energy: DealEnergy }) {
  const { t, language } = useTexts('deals');
  const [gave, received] = [Math.round(gaveWh * 10), Math.round(receivedWh * 10)];
  const tenths = (count: number) => quantityText(formatMeasure(count / 10, 'Wh', 1, language));
  const share = quantityText(formatPercent(gave === 0 ? null : (100 * (gave - received)) / gave, language));
  return (
    <p className={styles.losses}>
      {t('one.adds', { gave: tenths(gave), received: tenths(received), lost: tenths(gave - received), share })}
      <span className={styles.quiet}>{t('one.addsNote')}</span>
    </p>
  );
}
