import { Empty } from '@commonwatt/ui/notices/notices.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import type { ClusterInfo } from '../../shell/with-cluster.tsx';

/** A cluster that no unit is known of, and how to make some known. */
export function NoUnits({ cluster }: { cluster: ClusterInfo }) {
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
