import type { ReactNode } from 'react';
import styles from './card.module.css';

/** A card of the residents' pages, with an optional heading and a note beside it. */
export function Card({ title, note, children }: { title?: string; note?: string; children: ReactNode }) {
  return (
    <section className={styles.card}>
      {title && (
        <h2 className={styles.heading}>
          {title}
          {note && <span className={styles.note}>{note}</span>}
        </h2>
      )}
      {children}
    </section>
  );
}
