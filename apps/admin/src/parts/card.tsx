import { type ReactNode, useId } from 'react';
import styles from './card.module.css';

type CardProps = {
  title: string;
  /** Beside the title: how many, which unit, which zone. */
  note?: ReactNode;
  tools?: ReactNode;
  /** True while a newer answer is on its way and the old one is still shown. */
  isRenewing?: boolean;
  className?: string | undefined;
  children: ReactNode;
};

/** A part of a page with a title of its own. */
export function Card({ title, note, tools, isRenewing = false, className, children }: CardProps) {
  const id = useId();
  return (
    <section
      className={className ? `${styles.card} ${className}` : styles.card}
      aria-labelledby={id}
      aria-busy={isRenewing}
    >
      <header className={styles.head}>
        <h2 id={id}>{title}</h2>
        {note && <span className={styles.note}>{note}</span>}
        {tools && <div className={styles.tools}>{tools}</div>}
      </header>
      {isRenewing && <div className={styles.progress} />}
      {children}
    </section>
  );
}
