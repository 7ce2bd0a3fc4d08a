import type { ClusterRef } from '@commonwatt/domain/refs';
import { Icon } from '@commonwatt/ui/icons.tsx';
import { Popover } from '@commonwatt/ui/popover.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { Link } from '@tanstack/react-router';
import menuStyles from './menus.module.css';
import { useRememberedSearch } from './remembered-searches.ts';
import { clusterScreens } from './screens.ts';
import styles from './shell.module.css';
import { useSeveralClusters } from './use-several-clusters.ts';

/** On phones: the screens for which the row of tabs has no room. */
export function MoreMenu({ scope }: { scope: ClusterRef }) {
  const { t } = useTexts('shell');
  const hasOverview = useSeveralClusters();
  const searchOf = useRememberedSearch();
  const trigger = (
    <>
      <Icon name="more" />
      {t('more')}
    </>
  );
  return (
    <Popover
      label={t('more')}
      trigger={trigger}
      triggerClassName={`${styles.railLink} ${styles.phoneOnly}`}
      align="end"
    >
      {(close) => (
        <>
          {hasOverview && (
            <Link to="/" search={searchOf('/')} className={menuStyles.item} onClick={close}>
              <Icon name="grid" size={16} />
              {t('overview')}
            </Link>
          )}
          {clusterScreens
            .filter(({ isOnPhone }) => !isOnPhone)
            .map(({ to, icon, text }) => (
              <Link
                key={to}
                to={to}
                params={{ community: scope.communityId, cluster: scope.clusterId }}
                search={searchOf(to)}
                className={menuStyles.item}
                onClick={close}
              >
                <Icon name={icon} size={16} />
                {t(text)}
              </Link>
            ))}
          <Link to="/registry" className={menuStyles.item} onClick={close}>
            <Icon name="registry" size={16} />
            {t('registry')}
          </Link>
          <Link to="/settings" className={menuStyles.item} onClick={close}>
            <Icon name="settings" size={16} />
            {t('settings')}
          </Link>
        </>
      )}
    </Popover>
  );
}
