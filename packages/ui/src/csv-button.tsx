import styles from './csv-button.module.css';
import type { CsvTable } from './format/csv.ts';

type CsvButtonProps = {
  /** What is saved: several of these may stand on a page. */
  what: string;
  /** Without its ending. */
  fileName: string;
  /** Made when it is asked for. */
  table: () => CsvTable;
};

/** Saves the figures of a chart, beside the way to its table. */
export function CsvButton({ what, fileName, table }: CsvButtonProps) {
  async function save() {
    const { heading, rows } = table();
    const [{ toCsv }, { saveFile }] = await Promise.all([import('./format/csv.ts'), import('./save-file.ts')]);
    saveFile(`${fileName}.csv`, toCsv(heading, rows));
  }
  return (
    <button type="button" className={styles.csv} aria-label={`CSV, ${what}`} onClick={() => void save()}>
      CSV
    </button>
  );
}
