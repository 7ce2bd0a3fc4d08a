import { CsvButton } from '@commonwatt/ui/csv-button.tsx';
import { formatEnergy, quantityText } from '@commonwatt/ui/format/quantity.ts';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { barSlot } from './bar-text.ts';
import type { DealBar } from './deal-bars.ts';
import { hourFile } from './deal-files.ts';
import styles from './hour-chart.module.css';

type HourTableProps = { bars: readonly DealBar[]; timeZone: string; onChoose: (fromMs: number) => void };

/** The bars in figures, on the page and as a file; a row lists its deals. */
export function HourTable({ bars, timeZone, onChoose }: HourTableProps) {
  const { t, language } = useTexts('deals');
  const energy = (amountWh: number | null) => quantityText(formatEnergy(amountWh, language));
  const sum = bars.reduce((total, { amountWh }) => total + (amountWh ?? 0), 0);
  const count = bars.reduce((total, { dealCount }) => total + dealCount, 0);
  return (
    <div className={styles.figures}>
      <details className={styles.asTable}>
        <summary>{t('chart.asTable')}</summary>
        <DataTable
          caption={t('chart.amount')}
          columns={[
            { key: 'time', header: t('chart.time'), cell: (bar) => barSlot(bar, timeZone, language) },
            {
              key: 'amount',
              header: t('chart.amount'),
              cell: ({ amountWh }) => (amountWh === null ? t('chart.notYet') : energy(amountWh)),
              isNumber: true,
            },
            {
              key: 'count',
              header: t('deals'),
              cell: ({ amountWh, dealCount }) => (amountWh === null ? '–' : dealCount),
              isNumber: true,
            },
            {
              key: 'average',
              header: t('chart.averageColumn'),
              cell: ({ averageWh }) => energy(averageWh),
              isNumber: true,
            },
          ]}
          rows={bars}
          rowKey={({ fromMs }) => String(fromMs)}
          onSelect={({ fromMs }) => onChoose(fromMs)}
          total={{ time: t('flows.sum'), amount: energy(sum), count }}
        />
      </details>
      <CsvButton what={t('chart.amount')} fileName="deal-energy" table={() => hourFile(bars)} />
    </div>
  );
}
