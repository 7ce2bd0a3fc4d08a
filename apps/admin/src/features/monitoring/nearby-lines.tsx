import { requestId } from '@commonwatt/ui/api-error.ts';
import { formatInstant } from '@commonwatt/ui/format/time.ts';
import { ErrorNotice, Loading } from '@commonwatt/ui/notices/notices.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { LogLines } from '../../parts/log-lines.tsx';
import type { ClusterInfo } from '../../shell/with-cluster.tsx';
import { useTRPC } from '../../trpc.ts';
import styles from './monitoring.module.css';
import type { Failure } from './use-failures.ts';

const before = 12;
const after = 6;
/** Lines farther away tell of something else. */
const nearbyMs = 10 * 60_000;

/** What the program, or all of the cluster, logged shortly before a failure was found and after; else when it did. */
export function NearbyLines({ cluster, failure }: { cluster: ClusterInfo; failure: Failure }) {
  const { t, language } = useTexts('monitoring');
  const trpc = useTRPC();
  const { programId, unitCode: unitId, detectedAt } = failure;
  const atMs = detectedAt.getTime();
  const about = { cluster: cluster.ref, programId, unitId };
  const toThen = { ...about, order: 'older', toMs: atMs + 1 } as const;
  const fromThen = { ...about, order: 'newer', fromMs: atMs + 1 } as const;
  const older = useQuery(trpc.logs.search.queryOptions({ ...toThen, fromMs: atMs - nearbyMs, limit: before }));
  const newer = useQuery(trpc.logs.search.queryOptions({ ...fromThen, toMs: atMs + nearbyMs, limit: after }));
  const isSilent = older.data?.lines.length === 0 && newer.data?.lines.length === 0;
  const last = useQuery(trpc.logs.search.queryOptions({ ...toThen, limit: 1 }, { enabled: isSilent }));
  const next = useQuery(trpc.logs.search.queryOptions({ ...fromThen, limit: 1 }, { enabled: isSilent }));
  const params = { community: cluster.ref.communityId, cluster: cluster.ref.clusterId };
  const search = {
    program: programId ?? undefined,
    unit: unitId ?? undefined,
    until: new Date(atMs + 60_000).toISOString(),
  };
  const questions = isSilent ? [last, next] : [older, newer];
  const error = questions.find((one) => one.isError)?.error;
  const nearestMs = nearestTo(atMs, [last.data?.lines[0]?.atMs, next.data?.lines[0]?.atMs]);
  return (
    <section>
      <h3>{t('nearbyLines')}</h3>
      {error ? (
        <ErrorNotice
          what={t('nearbyLines')}
          requestId={requestId(error)}
          onRetry={() => void Promise.all(questions.map((one) => one.refetch()))}
        />
      ) : !older.data || !newer.data || (isSilent && (!last.data || !next.data)) ? (
        <Loading label={t('nearbyLines')} />
      ) : (
        <LogLines
          label={t('nearbyLines')}
          lines={[...older.data.lines.toReversed(), ...newer.data.lines]}
          timeZone={cluster.timeZone}
          mark={{ afterMs: atMs, text: t('foundHere') }}
          empty={
            nearestMs === null
              ? t('noLines')
              : t('noNearbyLines', { time: formatInstant(nearestMs, cluster.timeZone, language) })
          }
        />
      )}
      <Link to="/$community/$cluster/monitoring/logs" params={params} search={search} className={styles.link}>
        {t('toLogs')}
      </Link>
    </section>
  );
}

function nearestTo(atMs: number, instants: readonly (number | undefined)[]): number | null {
  const [nearest] = instants.filter((one) => one !== undefined).sort((a, b) => Math.abs(a - atMs) - Math.abs(b - atMs));
  return nearest ?? null;
}
