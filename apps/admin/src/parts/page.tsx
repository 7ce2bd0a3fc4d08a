import type { ReactNode } from 'react';
import styles from './page.module.css';

type PageProps = {
  title: string;
  /** What the page is about, in a few words. */
  subtitle?: string;
  /** What changes the whole page: its period, its export. */
  tools?: ReactNode;
  children: ReactNode;
};

/** The frame of a page of cards: title and tools above, then whatever the page shows. */
export function Page({ title, subtitle, tools, children }: PageProps) {
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1>{title}</h1>
        {subtitle && <p className={styles.subtitle}>{subtitle}</p>}
        {tools && <div className={styles.tools}>{tools}</div>}
      </header>
      {children}
    </div>
  );
}
