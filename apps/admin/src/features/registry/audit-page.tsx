import { localDayRange } from '@commonwatt/domain/local-day';
import { requestId } from '@commonwatt/ui/api-error.ts';
import { formatInstant } from '@commonwatt/ui/format/time.ts';
import { Empty, ErrorNotice, Loading } from '@commonwatt/ui/notices/notices.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { useTypedDate } from '@commonwatt/ui/use-typed-date.ts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { Card } from '../../parts/card.tsx';
import controls from '../../parts/controls.module.css';
import { Page } from '../../parts/page.tsx';
import { Shell } from '../../shell/shell.tsx';
import { useTRPCClient } from '../../trpc.ts';
import { AuditAct } from './audit-act.tsx';
import { AuditChange } from './audit-change.tsx';
import styles from './registry.module.css';
import type { AuditSearch } from './registry-search.ts';
import { RegistryTabs } from './registry-tabs.tsx';
import { SearchForm } from './search-form.tsx';
import { ownZone } from './use-references.ts';

const route = getRouteApi('/staff/registry/audit');
const pageSize = 100;

/** Who changed what and when, with what it was before and after. */
export function AuditPage() {
  const { t, language } = useTexts('registry');
  const client = useTRPCClient();
  const search = route.useSearch();
  const zone = ownZone();
  const asked = {
    search: search.q ?? '',
    subject: search.about ?? null,
    from: search.from ? localDayRange(search.from, zone).from : null,
    to: search.to ? localDayRange(search.to, zone).to : null,
    limit: pageSize,
  };
  const found = useInfiniteQuery({
    queryKey: ['audit', search],
    queryFn: ({ pageParam }) => client.registry.audit.list.query({ ...asked, beforeId: pageParam }),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => (page.length === pageSize ? page.at(-1)?.id : undefined),
  });
  const events = found.data?.pages.flat() ?? [];
  return (
    <Shell title={t('tables.audit')}>
      <Page title={t('title')} subtitle={t('about.audit')} tools={<RegistryTabs />}>
        <Card
          title={t('tables.audit')}
          note={t('newestFirst', { zone })}
          isRenewing={found.isFetching && !found.isPending}
        >
          <AuditFilters search={search} />
          {found.isError && (
            <ErrorNotice
              what={t('tables.audit')}
              requestId={requestId(found.error)}
              onRetry={() => void found.refetch()}
            />
          )}
          {found.isPending && <Loading label={t('tables.audit')} height={320} />}
          {found.data && events.length === 0 && <Empty title={t('noEvents')} />}
          <ol className={styles.events}>
            {events.map(({ id, at, actorName, action, target, before, after, address }) => (
              <li key={id}>
                <div className={styles.eventHead}>
                  <time dateTime={at.toISOString()}>{formatInstant(at.getTime(), zone, language)}</time>
                  <b lang="und">{actorName}</b>
                  <AuditAct action={action} />
                  <span lang="und">{target}</span>
                  {address !== '' && <span className={styles.address}>{address}</span>}
                </div>
                <AuditChange before={before} after={after} />
              </li>
            ))}
          </ol>
          {found.hasNextPage && (
            <button
              type="button"
              className={controls.button}
              disabled={found.isFetchingNextPage}
              onClick={() => void found.fetchNextPage()}
            >
              {t('olderEvents')}
            </button>
          )}
        </Card>
      </Page>
    </Shell>
  );
}

function AuditFilters({ search }: { search: AuditSearch }) {
  const { t } = useTexts('registry');
  const navigate = useNavigate({ from: '/registry/audit' });
  const change = (next: Partial<AuditSearch>) =>
    void navigate({ search: (old) => ({ ...old, ...next }), replace: true });
  return (
    <>
      {search.about && (
        <p className={styles.about}>
          {t('onlyAbout', { what: search.about })}
          <button type="button" className={controls.button} onClick={() => change({ about: undefined })}>
            {t('aboutAll')}
          </button>
        </p>
      )}
      <SearchForm label={t('searchAudit')} text={search.q ?? ''} onSearch={(q) => change({ q })}>
        <DayField label={t('fromDay')} day={search.from} onChange={(from) => change({ from })} />
        <DayField label={t('toDay')} day={search.to} onChange={(to) => change({ to })} />
      </SearchForm>
    </>
  );
}

type DayFieldProps = { label: string; day: string | undefined; onChange: (day: string | undefined) => void };

function DayField({ label, day, onChange }: DayFieldProps) {
  const typed = useTypedDate(day ?? '', (next) => onChange(next || undefined));
  return (
    <label className={styles.day}>
      {label}
      <input type="date" className={controls.field} {...typed} />
    </label>
  );
}
