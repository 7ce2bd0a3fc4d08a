import { Icon, type IconName } from '@commonwatt/ui/icons.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { type ReactNode, useEffect } from 'react';
import { Link, useLocation } from 'wouter';
import styles from './shell.module.css';

/** What surrounds every page: tabs at the bottom of a phone, a rail on wider screens. */
export function Shell({ title, homePath, children }: { title: string; homePath: string; children: ReactNode }) {
  const { t } = useTexts('shell');
  useEffect(() => {
    document.title = t('title', { page: title });
  }, [t, title]);
  return (
    <div className={styles.shell}>
      <a className={styles.skip} href="#main">
        {t('skip')}
      </a>
      <main id="main" tabIndex={-1} className={styles.main}>
        {children}
      </main>
      <nav className={styles.tabs} aria-label={t('main')}>
        <Tab to={homePath} icon="home" label={t('home')} />
        <Tab to="/more" icon="more" label={t('more')} />
      </nav>
    </div>
  );
}

function Tab({ to, icon, label }: { to: string; icon: IconName; label: string }) {
  const [location] = useLocation();
  return (
    <Link to={to} className={styles.tab} aria-current={location === to ? 'page' : undefined}>
      <Icon name={icon} size={24} />
      {label}
    </Link>
  );
}
