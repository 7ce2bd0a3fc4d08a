import { daysUntil } from '@commonwatt/domain/calendar';
import { localDayOf } from '@commonwatt/domain/local-day';
import { formatDuration } from '@commonwatt/ui/format/duration.ts';
import { formatDayTime } from '@commonwatt/ui/format/span.ts';
import { Answer } from '@commonwatt/ui/notices/answer.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { memo } from 'react';
import { Card } from '../../parts/card.tsx';
import type { ClusterInfo } from '../../shell/with-cluster.tsx';
import { useTRPC } from '../../trpc.ts';
import { SeverityMark } from '../monitoring/severity-mark.tsx';
import { type Failure, unitsOf, useFailureWords } from '../monitoring/use-failures.ts';
import styles from './units.module.css';

const days = 30;
const mostRows = 8;
const refreshMs = 30_000;

type UnitFailuresProps = {
  cluster: ClusterInfo;
  unitId: string;
  /** How many are open in the cluster now: when that changes, the list is asked for again. */
  openCount: number;
};

/** What failed at a unit lately: what is open first, then the newest. */
export const UnitFailures = memo(function UnitFailures({ cluster, unitId, openCount }: UnitFailuresProps) {
  const { t } = useTexts('units');
  const trpc = useTRPC();
  const { ref, timeZone } = cluster;
  const period = daysUntil(localDayOf(new Date(), timeZone), days);
  const found = useQuery(
    trpc.monitoring.failures.queryOptions(
      { cluster: ref, ...period },
      { refetchInterval: openCount > 0 ? 10_000 : refreshMs },
    ),
  );
  const own = found.data?.filter((failure) => unitsOf(failure).includes(unitId)).toReversed() ?? [];
  const shown = [...own.filter(isOpen), ...own.filter((failure) => !isOpen(failure))].slice(0, mostRows);
  return (
    <Card title={t('failuresTitle')} note={found.data && t('failuresNote', { count: own.length, days })}>
      <Answer of={found} what={t('failuresTitle')} height={80}>
        {() =>
          own.length === 0 ? (
            <p className={styles.note}>{t('noFailures', { days })}</p>
          ) : (
            <ul className={styles.list}>
              {shown.map((failure) => (
                <li key={failure.id}>
                  <FailureLine cluster={cluster} failure={failure} />
                </li>
              ))}
            </ul>
          )
        }
      </Answer>
      {own.length > shown.length && (
        <p className={styles.more}>
          <Link
            to="/$community/$cluster/monitoring"
            params={{ community: ref.communityId, cluster: ref.clusterId }}
            search={{ of: unitId, view: 'list', from: period.fromDay, to: period.toDay }}
          >
            {t('allFailures', { unit: unitId })}
          </Link>
        </p>
      )}
    </Card>
  );
});

function isOpen({ closedAt }: Failure): boolean {
  return closedAt === null;
}

function FailureLine({ cluster, failure }: { cluster: ClusterInfo; failure: Failure }) {
  const { t, language } = useTexts('units');
  const { titleOf } = useFailureWords();
  const { id, type, detectedAt, closedAt } = failure;
  const { communityId, clusterId } = cluster.ref;
  const since = formatDayTime(detectedAt.getTime(), cluster.timeZone, language);
  return (
    <>
      <SeverityMark type={type} />
      <Link
        to="/$community/$cluster/monitoring"
        params={{ community: communityId, cluster: clusterId }}
        search={{ failure: id }}
      >
        {titleOf(failure)}
      </Link>
      <span className={closedAt === null ? styles.open : styles.note}>
        {closedAt === null
          ? t('openSince', { time: since })
          : t('lasted', {
              time: since,
              duration: formatDuration(closedAt.getTime() - detectedAt.getTime(), language),
            })}
      </span>
    </>
  );
}
