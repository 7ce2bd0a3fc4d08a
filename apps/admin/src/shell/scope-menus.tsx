import { Icon } from '@commonwatt/ui/icons.tsx';
import { Popover } from '@commonwatt/ui/popover.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { useQuery } from '@tanstack/react-query';
import { Link, useMatchRoute, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTRPC } from '../trpc.ts';
import styles from './menus.module.css';
import { clusterScreens } from './screens.ts';

type Scope = { communityId: string; clusterId: string };
type Choice = { key: string; name: string; unitCount: number; scope: Scope; isCurrent: boolean };

/**
 * Community and cluster as a breadcrumb; each level is a list of links that can be typed into. A page about no cluster is
 * about all of them.
 */
export function ScopeMenus({ scope }: { scope: Scope | null }) {
  const trpc = useTRPC();
  const { t } = useTexts('shell');
  const outline = useQuery(trpc.communities.outline.queryOptions());
  const communities = outline.data ?? [];
  const { community: namedId } = useParams({ strict: false });
  if (communities.length === 0) return null;
  const only = communities.length === 1 ? communities[0] : undefined;
  const community = communities.find((one) => one.communityId === (scope?.communityId ?? namedId)) ?? only;
  const cluster = community?.clusters.find((one) => one.clusterId === scope?.clusterId);
  const communityChoices = communities.flatMap((one): Choice[] => {
    const first = one.clusters[0];
    if (!first) return [];
    const unitCount = one.clusters.reduce((sum, { units }) => sum + units.length, 0);
    const target = { communityId: one.communityId, clusterId: first.clusterId };
    return [{ key: one.communityId, name: one.name, unitCount, scope: target, isCurrent: one === community }];
  });
  return (
    <nav className={styles.crumbs} aria-label={t('scope')}>
      <ScopeMenu
        label={t('community')}
        current={community?.name ?? t('allCommunities')}
        choices={communityChoices}
        className={community ? styles.crumb : styles.strong}
      />
      {community && (
        <>
          <span className={styles.slash} aria-hidden="true">
            /
          </span>
          <ScopeMenu
            label={t('cluster')}
            current={cluster?.name ?? t('allClusters')}
            choices={community.clusters.map(
              (one): Choice => ({
                key: one.clusterId,
                name: one.name,
                unitCount: one.units.length,
                scope: { communityId: community.communityId, clusterId: one.clusterId },
                isCurrent: one === cluster,
              }),
            )}
            className={styles.strong}
          />
        </>
      )}
    </nav>
  );
}

type ScopeMenuProps = { label: string; current: string; choices: Choice[]; className: string | undefined };

const filterFrom = 8;

function ScopeMenu({ label, current, choices, className }: ScopeMenuProps) {
  const { t } = useTexts('shell');
  const [filter, setFilter] = useState('');
  const screen = useClusterScreen();
  const wanted = filter.trim().toLowerCase();
  const shown = choices.filter(({ name, key }) => `${name} ${key}`.toLowerCase().includes(wanted));
  const trigger = (
    <>
      <span className={styles.name}>{current}</span>
      <Icon name="chevronDown" size={14} />
    </>
  );
  return (
    <Popover
      label={`${label}: ${current}`}
      trigger={trigger}
      triggerClassName={className}
      onClose={() => setFilter('')}
    >
      {(close) => (
        <>
          {choices.length >= filterFrom && (
            <input
              className={styles.filter}
              type="search"
              aria-label={t('filter')}
              placeholder={t('filter')}
              value={filter}
              onChange={(event) => setFilter(event.target.value)}
            />
          )}
          {shown.length === 0 && <p className={styles.note}>{t('nothingFound')}</p>}
          <ul>
            {shown.map((choice) => (
              <li key={choice.key}>
                <Link
                  to={screen}
                  params={{ community: choice.scope.communityId, cluster: choice.scope.clusterId }}
                  // The way of looking stays; what was selected belongs to the cluster that is left.
                  search={(old) => ({ ...old, unit: undefined, deal: undefined, failure: undefined })}
                  className={choice.isCurrent ? styles.itemCurrent : styles.item}
                  onClick={close}
                >
                  {choice.name}
                  <span className={styles.detail}>{t('units', { count: choice.unitCount })}</span>
                </Link>
              </li>
            ))}
          </ul>
        </>
      )}
    </Popover>
  );
}

/** The screen that the page is, or is below, where it is one about a cluster; else the first of them. */
function useClusterScreen() {
  const matchRoute = useMatchRoute();
  return (clusterScreens.find(({ to }) => matchRoute({ to, fuzzy: true })) ?? clusterScreens[0]).to;
}
