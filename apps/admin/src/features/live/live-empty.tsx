import { Empty } from '@commonwatt/ui/notices/notices.tsx';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { LiveClusterInfo } from './live-page.tsx';

export function LiveNotFound({ path }: { path: string }) {
  const { t } = useTranslation('live');
  const shell = useTranslation('shell');
  return (
    <Empty title={t('noSuchCluster', { path })}>
      <Link to="/">{shell.t('toStart')}</Link>
    </Empty>
  );
}

export function NoUnits({ cluster }: { cluster: LiveClusterInfo }) {
  const { t } = useTranslation('live');
  const { communityId, clusterId } = cluster.ref;
  return (
    <Empty title={t('noUnits', { cluster: cluster.name })}>
      <p>{t('noUnitsBody')}</p>
      <code>
        pnpm commonwatt register {communityId} {clusterId} --discover
      </code>
    </Empty>
  );
}
