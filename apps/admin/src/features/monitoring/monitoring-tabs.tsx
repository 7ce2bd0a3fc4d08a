import type { ClusterRef } from '@commonwatt/domain/refs';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { Link } from '@tanstack/react-router';
import { useRememberedSearch } from '../../shell/remembered-searches.ts';
import styles from './monitoring-tabs.module.css';

/** The three pages of monitoring: what fails, what was logged, who is told. */
export function MonitoringTabs({ cluster }: { cluster: ClusterRef }) {
  const { t } = useTexts('monitoringTabs');
  const searchOf = useRememberedSearch();
  const params = { community: cluster.communityId, cluster: cluster.clusterId };
  return (
    <nav className={styles.tabs} aria-label={t('label')}>
      <Link
        to="/$community/$cluster/monitoring"
        params={params}
        search={searchOf('/$community/$cluster/monitoring')}
        activeOptions={{ exact: true, includeSearch: false }}
      >
        {t('failures')}
      </Link>
      <Link
        to="/$community/$cluster/monitoring/logs"
        params={params}
        search={searchOf('/$community/$cluster/monitoring/logs')}
        activeOptions={{ includeSearch: false }}
      >
        {t('logs')}
      </Link>
      <Link to="/$community/$cluster/monitoring/messages" params={params} activeOptions={{ includeSearch: false }}>
        {t('messages')}
      </Link>
    </nav>
  );
}
