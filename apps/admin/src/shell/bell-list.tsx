import type { AppRouter } from '@commonwatt/api/app-router';
import { requestId } from '@commonwatt/ui/api-error.ts';
import { formatInstant } from '@commonwatt/ui/format/time.ts';
import { Icon } from '@commonwatt/ui/icons.tsx';
import { ErrorNotice, Loading } from '@commonwatt/ui/notices/notices.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { inferRouterOutputs } from '@trpc/server';
import { ownStateId } from '../features/messages/own-state-id.ts';
import { SeverityMark } from '../features/monitoring/severity-mark.tsx';
import { TakeFailure, TakenBy } from '../features/monitoring/take-failure.tsx';
import { type Failure, useFailureWords } from '../features/monitoring/use-failures.ts';
import { useTRPC } from '../trpc.ts';
import styles from './bell-list.module.css';

export type Open = inferRouterOutputs<AppRouter>['monitoring']['openEverywhere'];

type BellListProps = {
  open: { data: Open | undefined; error: unknown; isError: boolean; refetch: () => unknown };
  onLeave: () => void;
};

/** The failures that are open, of all clusters that one may see, the newest first; those of Commonwatt itself before. */
export function BellList({ open, onLeave }: BellListProps) {
  const { t } = useTexts('bell');
  const { data, error, isError, refetch } = open;
  const hidden = data ? data.count - data.newest.length - data.own.length : 0;
  return (
    <section className={styles.list} aria-label={t('title')}>
      <h2>{t('title')}</h2>
      {isError && <ErrorNotice what={t('title')} requestId={requestId(error)} onRetry={() => void refetch()} />}
      {!data && !isError && <Loading label={t('title')} height={80} />}
      {data?.count === 0 && (
        <p className={styles.clear}>
          <Icon name="check" size={18} />
          {t('nothing')}
        </p>
      )}
      <ul>
        {data?.own.map((failure) => (
          <OwnFailure key={failure.id} failure={failure} onLeave={onLeave} />
        ))}
        {data?.newest.map((failure) => (
          <OpenFailure key={failure.id} failure={failure} onLeave={onLeave} />
        ))}
      </ul>
      {hidden > 0 && <p className={styles.more}>{t('more', { count: hidden })}</p>}
    </section>
  );
}

/** One of Commonwatt itself; how it does is told on the messages page of any cluster. */
function OwnFailure({ failure, onLeave }: { failure: Failure; onLeave: () => void }) {
  const { t, language } = useTexts('bell');
  const trpc = useTRPC();
  const { titleOf } = useFailureWords();
  const outline = useQuery(trpc.communities.outline.queryOptions());
  const { community: here, cluster: hereCluster } = useParams({ strict: false });
  const clusters = (outline.data ?? []).flatMap(({ communityId, clusters: all }) =>
    all.map(({ clusterId, timeZone }) => ({ communityId, clusterId, timeZone })),
  );
  const cluster =
    clusters.find(({ communityId, clusterId }) => communityId === here && clusterId === hereCluster) ?? clusters[0];
  const time = formatInstant(failure.detectedAt.getTime(), cluster?.timeZone ?? 'UTC', language);
  const title = titleOf(failure);
  return (
    <li data-failure={failure.id}>
      <div className={styles.head}>
        <SeverityMark type={failure.type} />
        {cluster ? (
          <Link
            to="/$community/$cluster/monitoring/messages"
            params={{ community: cluster.communityId, cluster: cluster.clusterId }}
            hash={ownStateId}
            onClick={onLeave}
          >
            {title}
          </Link>
        ) : (
          title
        )}
      </div>
      <p className={styles.place}>{t('since', { place: t('own'), time })}</p>
    </li>
  );
}

function OpenFailure({ failure, onLeave }: { failure: Failure; onLeave: () => void }) {
  const { t, language } = useTexts('bell');
  const trpc = useTRPC();
  const { titleOf } = useFailureWords();
  const outline = useQuery(trpc.communities.outline.queryOptions());
  const ref = { communityId: failure.communityCode ?? '', clusterId: failure.clusterCode ?? '' };
  const community = outline.data?.find((one) => one.communityId === ref.communityId);
  const cluster = community?.clusters.find((one) => one.clusterId === ref.clusterId);
  const place = `${community?.name ?? ref.communityId} / ${cluster?.name ?? ref.clusterId}`;
  const timeZone = cluster?.timeZone ?? 'UTC';
  const title = titleOf(failure);
  return (
    <li data-failure={failure.id}>
      <div className={styles.head}>
        <SeverityMark type={failure.type} />
        <Link
          to="/$community/$cluster/monitoring"
          params={{ community: ref.communityId, cluster: ref.clusterId }}
          search={{ failure: failure.id }}
          onClick={onLeave}
        >
          {title}
        </Link>
      </div>
      <p className={styles.place}>
        {t('since', { place, time: formatInstant(failure.detectedAt.getTime(), timeZone, language) })}
      </p>
      <TakenBy failure={failure} timeZone={timeZone} />
      <TakeFailure cluster={ref} failure={failure} title={title} timeZone={timeZone} />
    </li>
  );
}
