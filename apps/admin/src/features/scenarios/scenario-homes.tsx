import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { Card } from '../../parts/card.tsx';
import type { ClusterInfo } from '../../shell/with-cluster.tsx';
import { HomeLinks } from './home-links.tsx';
import type { HomeChoice } from './scenario-types.ts';

/** The homes that trade by a scenario, and since when. */
export function ScenarioHomes({ homes, cluster }: { homes: readonly HomeChoice[]; cluster: ClusterInfo }) {
  const { t } = useTexts('scenarios');
  return (
    <Card title={t('homesTitle')} note={homes.length}>
      {homes.length === 0 && <p>{t('noHomes')}</p>}
      <HomeLinks homes={homes} cluster={cluster} />
    </Card>
  );
}
