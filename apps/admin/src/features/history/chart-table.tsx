import { ScrollArea } from '@commonwatt/ui/scroll-area.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { useState } from 'react';
import { chartNumber } from './chart-number.ts';
import type { ChartLine } from './chart-pane.ts';
import { mergeLines } from './chart-rows.ts';
import styles from './chart-table.module.css';

const mostRows = 250;

type ChartTableProps = {
  title: string;
  lines: readonly ChartLine[];
  instant: (atMs: number) => string;
};

/** Lines in figures. They are drawn once they are wanted: there are more of them than of all else on a page. */
export function ChartTable(props: ChartTableProps) {
  const { t } = useTexts('live');
  const [isOpen, setIsOpen] = useState(false);
  return (
    <details className={styles.table} onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary>{t('chartTable')}</summary>
      {isOpen && <Figures {...props} />}
    </details>
  );
}

function Figures({ title, lines, instant }: ChartTableProps) {
  const { t, language } = useTexts('live');
  const rows = mergeLines(lines);
  const step = Math.max(1, Math.ceil(rows.length / mostRows));
  const cell = (value: number | null | undefined) => (value === undefined ? '' : chartNumber(value, language));
  return (
    <ScrollArea label={title} className={styles.scroll}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('time')}</th>
            {lines.map((line) => (
              <th key={line.name} scope="col">
                {line.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows
            .filter((_, i) => i % step === 0)
            .map((row) => (
              <tr key={row.atMs}>
                <th scope="row">{instant(row.atMs)}</th>
                {lines.map((line, i) => (
                  <td key={line.name}>{cell(row[`v${i}`])}</td>
                ))}
              </tr>
            ))}
        </tbody>
      </table>
    </ScrollArea>
  );
}
