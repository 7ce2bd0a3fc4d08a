import { missing } from '@commonwatt/ui/format/quantity.ts';
import type { ReactNode } from 'react';
import styles from './key-figures.module.css';

export type KeyFigure = {
  label: string;
  /** Parts of the figure, `2.94` and `kWh`, or `22`, `h`, `11`, `min`: numbers are large, what is between them small. */
  parts: readonly { value: string; unit?: string | undefined }[];
  note?: ReactNode;
  /** Beside the label: a way to learn more. */
  aside?: ReactNode;
  /** Draws the eye to it: something a person has to look at. */
  isBad?: boolean;
};

/** The answer of a page in its largest type: a few figures in a row. */
export function KeyFigures({ figures }: { figures: readonly KeyFigure[] }) {
  return (
    <dl className={styles.row}>
      {figures.map(({ label, parts, note, aside, isBad }) => (
        <div key={label} className={styles.cell}>
          <dt>
            {label}
            {aside}
          </dt>
          <dd className={isBad ? styles.bad : styles.figure}>
            {parts.map(({ value, unit }) => (
              <span key={`${value} ${unit}`}>
                {value}
                {unit && value !== missing && <small>{`\u202f${unit}`}</small>}
              </span>
            ))}
          </dd>
          {note && <dd className={styles.note}>{note}</dd>}
        </div>
      ))}
    </dl>
  );
}
