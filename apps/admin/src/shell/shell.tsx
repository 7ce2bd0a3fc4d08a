import type { ClusterRef } from '@commonwatt/domain/refs';
import { Logo } from '@commonwatt/ui/logo.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { memo, type ReactNode, useEffect } from 'react';
import { AccountMenu } from './account-menu.tsx';
import { Bell } from './bell.tsx';
import { CommandsHost } from './commands-host.tsx';
import { Rail } from './rail.tsx';
import { ScopeMenus } from './scope-menus.tsx';
import styles from './shell.module.css';

type ShellProps = {
  title: string;
  /** The cluster the page is about; null for pages about none. */
  scope?: ClusterRef | null;
  /** How fresh the page is, for the top bar. */
  status?: ReactNode;
  /** For a wall: nothing but the page and its status, in larger type. */
  isWall?: boolean;
  children: ReactNode;
};

/** What surrounds every page of the staff app: rail, breadcrumb, status, account. */
export function Shell({ title, scope = null, status, isWall = false, children }: ShellProps) {
  const { t } = useTexts('shell');
  useEffect(() => {
    document.title = t('title', { page: title });
  }, [t, title]);
  if (isWall) {
    return (
      <div className={styles.wall}>
        <header className={styles.wallTop}>
          <Logo />
          <b>{title}</b>
          <span className={styles.space} />
          {status}
        </header>
        <main className={styles.main}>{children}</main>
      </div>
    );
  }
  return (
    <div className={styles.shell}>
      <a className={styles.skip} href="#main">
        {t('skip')}
      </a>
      <Rail scope={scope} />
      <header className={styles.top}>
        <Scope scope={scope} />
        <span className={styles.space} />
        {status}
        <Tools scope={scope} />
      </header>
      <main id="main" tabIndex={-1} className={styles.main}>
        {children}
      </main>
    </div>
  );
}

// Neither is drawn again with each news of the page.
const Scope = memo(ScopeMenus);
const Tools = memo(function Tools({ scope }: { scope: ClusterRef | null }) {
  return (
    <>
      <CommandsHost scope={scope} />
      <Bell />
      <AccountMenu />
    </>
  );
});
