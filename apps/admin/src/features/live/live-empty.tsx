import { Empty } from '@commonwatt/ui/notices/notices.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { Link } from '@tanstack/react-router';
import type { LiveClusterInfo } from './live-page.tsx';

export function LiveNotFound({ path }: { path: string }) {
  const { t } = useTexts('live');
  const shell = useTexts('shell');
  return (
    <Empty title={t('noSuchCluster', { path })} isWholePage>
      <Link to="/">{shell.t('toStart')}</Link>
    </Empty>
  );
}

export function NoUnits({ cluster }: { cluster: LiveClusterInfo }) {
  const { t } = useTexts('live');
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
