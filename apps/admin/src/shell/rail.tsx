import type { ClusterRef } from '@commonwatt/domain/refs';
import { Icon } from '@commonwatt/ui/icons.tsx';
import { Logo } from '@commonwatt/ui/logo.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { Link, useParams } from '@tanstack/react-router';
import { memo } from 'react';
import { MoreMenu } from './more-menu.tsx';
import { OpenCount } from './open-count.tsx';
import { useRememberedSearch } from './remembered-searches.ts';
import { clusterScreens } from './screens.ts';
import styles from './shell.module.css';
import { ThemeButton } from './theme-button.tsx';
import { useSeveralClusters } from './use-several-clusters.ts';

/**
 * The way to every page; what is news on a page is none here. On phones those about a cluster need the room, and the others
 * are in a menu; where there is no cluster, the others have the room.
 */
export const Rail = memo(function Rail({ scope }: { scope: ClusterRef | null }) {
  const { t } = useTexts('shell');
  const { community } = useParams({ strict: false });
  const beside = scope ? styles.wideOnly : '';
  return (
    <nav className={styles.rail} aria-label={t('main')}>
      <Link to="/" className={styles.logo} aria-label="Commonwatt">
        <Logo />
      </Link>
      <OverviewLink isAbove={scope === null && community !== undefined} className={beside} />
      {scope && clusterScreens.map((screen) => <ScreenLink key={screen.to} screen={screen} scope={scope} />)}
      <Link to="/registry" className={`${styles.railLink} ${beside}`}>
        <Icon name="registry" />
        {t('registry')}
      </Link>
      <div className={`${styles.railFoot} ${beside}`}>
        <ThemeButton />
        <Link to="/settings" className={styles.railLink}>
          <Icon name="settings" />
          {t('settings')}
        </Link>
      </div>
      {scope && <MoreMenu scope={scope} />}
    </nav>
  );
});

/** To all clusters at a glance, where there is more than one; `isAbove`: the page is about those of a community. */
function OverviewLink({ isAbove, className }: { isAbove: boolean; className: string | undefined }) {
  const { t } = useTexts('shell');
  const searchOf = useRememberedSearch();
  if (!useSeveralClusters()) return null;
  return (
    <Link
      to="/"
      search={searchOf('/')}
      activeOptions={{ exact: true, includeSearch: false }}
      aria-current={isAbove || undefined}
      className={`${styles.railLink} ${className}`}
    >
      <Icon name="grid" />
      {t('overview')}
    </Link>
  );
}

function ScreenLink({ screen, scope }: { screen: (typeof clusterScreens)[number]; scope: ClusterRef }) {
  const { t } = useTexts('shell');
  const { to, icon, text, isOnPhone } = screen;
  const searchOf = useRememberedSearch();
  return (
    <Link
      to={to}
      params={{ community: scope.communityId, cluster: scope.clusterId }}
      search={searchOf(to)}
      activeOptions={{ includeSearch: false }}
      className={`${styles.railLink} ${isOnPhone ? '' : styles.wideOnly}`}
    >
      <Icon name={icon} />
      {t(text)}
      {text === 'monitoring' && <OpenCount cluster={scope} />}
    </Link>
  );
}
