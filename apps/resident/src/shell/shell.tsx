import type { UnitRef } from '@commonwatt/domain/refs';
import { Icon, type IconName } from '@commonwatt/ui/icons.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { type ReactNode, useEffect } from 'react';
import { Link, useLocation } from 'wouter';
import { homePath } from './home-path.ts';
import styles from './shell.module.css';

/** What surrounds every page: tabs at the bottom of a phone, a rail on wider screens; without a home only two of them. */
export function Shell({ title, home, children }: { title: string; home: UnitRef | null; children: ReactNode }) {
  const { t } = useTexts('shell');
  const path = home ? homePath(home) : '';
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
        <Tab to={path || '/'} icon="home" label={t('home')} />
        {home && <Tab to={`${path}/sharing`} icon="deals" label={t('sharing')} />}
        {home && <Tab to={`${path}/plan`} icon="plan" label={t('plan')} />}
        <Tab to={`${path}/more`} icon="more" label={t('more')} />
      </nav>
    </div>
  );
}

function Tab({ to, icon, label }: { to: string; icon: IconName; label: string }) {
  const [location] = useLocation();
  // What `More` leads to belongs to it.
  const isWithin = icon === 'more' && location.endsWith('/alerts');
  return (
    <Link to={to} className={styles.tab} aria-current={location === to ? 'page' : isWithin ? 'true' : undefined}>
      <Icon name={icon} size={24} />
      {label}
    </Link>
  );
}
