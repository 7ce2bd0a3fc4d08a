import { addDays } from '@commonwatt/domain/calendar';
import { localDayOf } from '@commonwatt/domain/local-day';
import { requestId } from '@commonwatt/ui/api-error.ts';
import { ErrorNotice, Loading } from '@commonwatt/ui/notices/notices.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { useQuery } from '@tanstack/react-query';
import { Card } from '../../parts/card.tsx';
import type { ClusterInfo } from '../../shell/with-cluster.tsx';
import { useTRPC } from '../../trpc.ts';
import { CheckRow } from './check-row.tsx';
import { daySlots } from './check-state.ts';
import styles from './checks.module.css';
import { type Failure, refreshMs } from './use-failures.ts';

type ChecksCardProps = { cluster: ClusterInfo; open: Failure[] | undefined; nowMs: number };

/** Less often than what is open: only the last of its slots moves. */
const dayRefreshMs = 60_000;

/** The six checks of a cluster: what each watches, how it does, and the switch. */
export function ChecksCard({ cluster, open, nowMs }: ChecksCardProps) {
  const { t } = useTexts('monitoring');
  const trpc = useTRPC();
  const monitors = useQuery(
    trpc.monitoring.monitors.queryOptions({ cluster: cluster.ref }, { refetchInterval: refreshMs }),
  );
  const today = localDayOf(new Date(nowMs), cluster.timeZone);
  const days = { cluster: cluster.ref, fromDay: addDays(today, -1), toDay: today };
  const failures = useQuery(trpc.monitoring.failures.queryOptions(days, { refetchInterval: dayRefreshMs }));
  const periods = useQuery(trpc.monitoring.periods.queryOptions(days, { refetchInterval: dayRefreshMs }));
  const activeCount = monitors.data?.filter(({ isActive }) => isActive).length ?? 0;
  return (
    <Card
      title={t('checksTitle')}
      note={monitors.data && t('checksOn', { count: activeCount, total: monitors.data.length })}
    >
      {monitors.isError && (
        <ErrorNotice
          what={t('checksTitle')}
          requestId={requestId(monitors.error)}
          onRetry={() => void monitors.refetch()}
        />
      )}
      {monitors.isPending && <Loading label={t('checksTitle')} height={320} />}
      <ul className={styles.checks}>
        {monitors.data?.map((monitor) => {
          const ofType = <Row extends { type: string }>(rows: readonly Row[] | undefined) =>
            rows?.filter(({ type }) => type === monitor.type);
          const past = ofType(failures.data);
          const on = ofType(periods.data?.monitors);
          return (
            <CheckRow
              key={monitor.type}
              cluster={cluster}
              monitor={monitor}
              openCount={ofType(open)?.length ?? 0}
              slots={
                past && on && daySlots({ failures: past, periods: on, knownUntilMs: knownUntil(monitor, nowMs) }, nowMs)
              }
              nowMs={nowMs}
            />
          );
        })}
      </ul>
    </Card>
  );
}

/** Until when it is known how a check did: a check that is on and did not run tells nothing of the time since. */
function knownUntil({ isActive, lastSuccessAt }: { isActive: boolean; lastSuccessAt: Date | null }, nowMs: number) {
  return isActive ? (lastSuccessAt?.getTime() ?? nowMs) : nowMs;
}
