import { requestId } from '@commonwatt/ui/api-error.ts';
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

/** What the program, or all of the cluster, logged before a failure was found and after. */
export function NearbyLines({ cluster, failure }: { cluster: ClusterInfo; failure: Failure }) {
  const { t } = useTexts('monitoring');
  const trpc = useTRPC();
  const { programId, unitCode: unitId, detectedAt } = failure;
  const atMs = detectedAt.getTime();
  const about = { cluster: cluster.ref, programId, unitId };
  const older = useQuery(trpc.logs.search.queryOptions({ ...about, order: 'older', toMs: atMs + 1, limit: before }));
  const newer = useQuery(trpc.logs.search.queryOptions({ ...about, order: 'newer', fromMs: atMs + 1, limit: after }));
  const params = { community: cluster.ref.communityId, cluster: cluster.ref.clusterId };
  const search = {
    program: programId ?? undefined,
    unit: unitId ?? undefined,
    until: new Date(atMs + 60_000).toISOString(),
  };
  const error = older.error ?? newer.error;
  return (
    <section>
      <h3>{t('nearbyLines')}</h3>
      {error ? (
        <ErrorNotice
          what={t('nearbyLines')}
          requestId={requestId(error)}
          onRetry={() => void Promise.all([older.refetch(), newer.refetch()])}
        />
      ) : !older.data || !newer.data ? (
        <Loading label={t('nearbyLines')} />
      ) : (
        <LogLines
          label={t('nearbyLines')}
          lines={[...older.data.lines.toReversed(), ...newer.data.lines]}
          timeZone={cluster.timeZone}
          mark={{ afterMs: atMs, text: t('foundHere') }}
          empty={t('noLines')}
        />
      )}
      <Link to="/$community/$cluster/monitoring/logs" params={params} search={search} className={styles.link}>
        {t('toLogs')}
      </Link>
    </section>
  );
}
