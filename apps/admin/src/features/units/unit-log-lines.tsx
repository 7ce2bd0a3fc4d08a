import { formatZone } from '@commonwatt/ui/format/time.ts';
import { Answer } from '@commonwatt/ui/notices/answer.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { memo } from 'react';
import { Card } from '../../parts/card.tsx';
import { LogLines } from '../../parts/log-lines.tsx';
import type { ClusterInfo } from '../../shell/with-cluster.tsx';
import { useTRPC } from '../../trpc.ts';
import styles from './units.module.css';

const mostLines = 20;
const refreshMs = 10_000;

/** What the program of a unit logged last. */
export const UnitLogLines = memo(function UnitLogLines({ cluster, unitId }: { cluster: ClusterInfo; unitId: string }) {
  const { t, language } = useTexts('units');
  const trpc = useTRPC();
  const { ref, timeZone } = cluster;
  const found = useQuery(
    trpc.logs.search.queryOptions({ cluster: ref, unitId, limit: mostLines }, { refetchInterval: refreshMs }),
  );
  return (
    <Card title={t('lines')} note={formatZone(Date.now(), timeZone, language)}>
      <Answer of={found} what={t('lines')} height={200}>
        {({ lines }) => <LogLines label={t('lines')} lines={lines} timeZone={timeZone} empty={t('noLines')} />}
      </Answer>
      <p className={styles.more}>
        <Link
          to="/$community/$cluster/monitoring/logs"
          params={{ community: ref.communityId, cluster: ref.clusterId }}
          search={{ unit: unitId }}
        >
          {t('allLines', { unit: unitId })}
        </Link>
      </p>
    </Card>
  );
});
