import { formatInstant } from '@commonwatt/ui/format/time.ts';
import { Answer } from '@commonwatt/ui/notices/answer.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { memo } from 'react';
import { Card } from '../../parts/card.tsx';
import type { ClusterInfo } from '../../shell/with-cluster.tsx';
import { useTRPC } from '../../trpc.ts';
import styles from './units.module.css';

/** The scenario that a unit trades by, since when, and how many accounts look at it. */
export const UnitHousehold = memo(function UnitHousehold({
  cluster,
  unitId,
}: {
  cluster: ClusterInfo;
  unitId: string;
}) {
  const { t } = useTexts('units');
  const trpc = useTRPC();
  const { ref } = cluster;
  const list = useQuery(trpc.scenarios.list.queryOptions({ communityId: ref.communityId }));
  const residents = useQuery(trpc.units.residents.queryOptions({ cluster: ref }));
  const count = residents.data?.find((one) => one.unitId === unitId)?.count;
  const params = { community: ref.communityId, cluster: ref.clusterId };
  return (
    <Card title={t('scenario')} note={count !== undefined && t('accounts', { count })}>
      <Answer of={list} what={t('scenario')} height={60}>
        {({ homes, scenarios }) => {
          const choice = homes.find((one) => one.clusterCode === ref.clusterId && one.unitCode === unitId);
          const scenario = scenarios.find(({ id }) => id === choice?.scenarioId);
          if (!scenario || !choice) return <p className={styles.note}>{t('noScenario')}</p>;
          return (
            <>
              <p className={styles.more}>
                <Link
                  to="/$community/$cluster/scenarios"
                  params={params}
                  search={{ scenario: scenario.id, unit: unitId }}
                  lang="und"
                >
                  {scenario.name}
                </Link>
              </p>
              <ScenarioSince atMs={choice.createdAt.getTime()} timeZone={cluster.timeZone} />
              {scenario.description && <p lang="und">{scenario.description}</p>}
            </>
          );
        }}
      </Answer>
    </Card>
  );
});

function ScenarioSince({ atMs, timeZone }: { atMs: number; timeZone: string }) {
  const { t, language } = useTexts('units');
  return <p className={styles.note}>{t('inForceSince', { time: formatInstant(atMs, timeZone, language) })}</p>;
}
