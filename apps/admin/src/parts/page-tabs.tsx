import type { ReactNode } from 'react';
import styles from './page-tabs.module.css';

/** Links to the pages that belong together. */
export function PageTabs({ label, children }: { label: string; children: ReactNode }) {
  return (
    <nav className={styles.tabs} aria-label={label}>
      {children}
    </nav>
  );
}
