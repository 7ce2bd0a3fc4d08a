import { requestId } from '@commonwatt/ui/api-error.ts';
import { Empty, ErrorNotice, Loading } from '@commonwatt/ui/notices/notices.tsx';
import { useNow } from '@commonwatt/ui/use-now.ts';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import controls from '../../parts/controls.module.css';
import { Page } from '../../parts/page.tsx';
import { SearchField } from '../../parts/search-field.tsx';
import { useTRPC } from '../../trpc.ts';
import { ClusterCard } from './cluster-card.tsx';
import styles from './overview.module.css';
import { type CommunityGroup, groupClusters } from './overview-list.ts';

const refreshMs = 15_000;
const ageEveryMs = 5_000;

/** The clusters of one community, or of all that one may see (null), a card each. */
export function Overview({ communityId, title }: { communityId: string | null; title: string }) {
  const { t } = useTexts('overview');
  const trpc = useTRPC();
  const navigate = useNavigate();
  const { q = '' } = useSearch({ strict: false });
  const overview = useQuery(trpc.communities.overview.queryOptions(undefined, { refetchInterval: refreshMs }));
  const sinceAnswerMs = Math.max(0, useNow(ageEveryMs) - overview.dataUpdatedAt);
  const { data } = overview;
  const groups = data ? groupClusters(data.clusters, { communityId, text: q }) : [];
  const search = (text: string | undefined) =>
    void navigate({ to: '.', search: (old) => ({ ...old, q: text }), replace: true });
  return (
    <Page
      title={title}
      subtitle={t(communityId === null ? 'subtitle' : 'subtitleOne')}
      tools={<SearchField label={t('search')} text={q} onSearch={search} />}
    >
      {overview.isError && (
        <ErrorNotice what={t('what')} requestId={requestId(overview.error)} onRetry={() => void overview.refetch()} />
      )}
      {overview.isPending && <Loading label={t('what')} height={400} />}
      {data && groups.length === 0 && (
        <Empty title={t('nothing')}>
          {q !== '' && (
            <button type="button" className={controls.button} onClick={() => search(undefined)}>
              {t('clear')}
            </button>
          )}
          {communityId !== null && <Link to="/">{t('toAll')}</Link>}
        </Empty>
      )}
      {groups.map((group) => (
        <Community
          key={group.communityId}
          group={group}
          isAlone={communityId !== null}
          nowMs={(data?.nowMs ?? 0) + sinceAnswerMs}
        />
      ))}
    </Page>
  );
}

type CommunityProps = {
  group: CommunityGroup;
  /** Its name is that of the page. */
  isAlone: boolean;
  nowMs: number;
};

function Community({ group, isAlone, nowMs }: CommunityProps) {
  return (
    <section className={styles.community} aria-label={group.name}>
      {!isAlone && (
        <h2>
          <Link to="/$community" params={{ community: group.communityId }} className={styles.name}>
            {group.name}
          </Link>
        </h2>
      )}
      <ul className={styles.cards}>
        {group.clusters.map((cluster) => (
          <li key={cluster.ref.clusterId}>
            <ClusterCard cluster={cluster} Heading={isAlone ? 'h2' : 'h3'} nowMs={nowMs} />
          </li>
        ))}
      </ul>
    </section>
  );
}
