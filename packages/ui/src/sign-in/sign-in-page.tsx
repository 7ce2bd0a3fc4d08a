import type { ReactNode } from 'react';
import { Logo } from '../logo.tsx';
import styles from './sign-in-page.module.css';

/** A centred card with the mark: for signing in and setting up. `footer` stands below the card. */
export function SignInPage({ title, children, footer }: { title: string; children: ReactNode; footer?: ReactNode }) {
  return (
    <main className={styles.page}>
      <div className={styles.card}>
        <div className={styles.head}>
          <Logo size={40} />
          <div>
            <p className={styles.product}>Commonwatt</p>
            <h1 className={styles.title}>{title}</h1>
          </div>
        </div>
        {children}
      </div>
      {footer && <div className={styles.footer}>{footer}</div>}
    </main>
  );
}
