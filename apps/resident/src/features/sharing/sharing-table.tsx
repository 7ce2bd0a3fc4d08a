import { CsvButton } from '@commonwatt/ui/csv-button.tsx';
import { formatEnergy, quantityText } from '@commonwatt/ui/format/quantity.ts';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { energyFile } from './energy-file.ts';
import type { SharingBar } from './sharing-bars.ts';
import styles from './sharing-table.module.css';
import { type SlotFormat, slotText } from './slot-text.ts';

/** What the bars show, as a table and as a file. */
export function SharingTable({ bars, slot }: { bars: readonly SharingBar[]; slot: SlotFormat }) {
  const { t, language } = useTexts('sharing');
  const energy = (amountWh: number | null) =>
    amountWh === null ? t('notYet') : quantityText(formatEnergy(amountWh, language));
  return (
    <div className={styles.figures}>
      <details className={styles.details}>
        <summary>{t('asTable')}</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('time')}</th>
              <th scope="col">{t('gave')}</th>
              <th scope="col">{t('received')}</th>
            </tr>
          </thead>
          <tbody>
            {bars.map((bar) => (
              <tr key={bar.fromMs}>
                <th scope="row">{slotText(bar, slot)}</th>
                <td>{energy(bar.gaveWh)}</td>
                <td>{energy(bar.receivedWh)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
      <CsvButton what={t('title')} fileName="sharing" table={() => energyFile(bars, ['gaveWh', 'receivedWh'])} />
    </div>
  );
}
