import type { DayPeriod } from '@commonwatt/domain/calendar';
import { requestId } from '@commonwatt/ui/api-error.ts';
import { Icon } from '@commonwatt/ui/icons.tsx';
import { Empty, ErrorNotice, Loading } from '@commonwatt/ui/notices/notices.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Card } from '../../parts/card.tsx';
import controls from '../../parts/controls.module.css';
import type { ClusterInfo } from '../../shell/with-cluster.tsx';
import { useTRPC } from '../../trpc.ts';
import { barSlot } from './bar-text.ts';
import type { DealBar } from './deal-bars.ts';
import { DealTable } from './deal-table.tsx';
import styles from './deals.module.css';
import type { DealsSearch } from './deals-search.ts';
import { ListFilters } from './list-filters.tsx';
import { listInput } from './list-input.ts';

type DealListProps = {
  cluster: ClusterInfo;
  days: DayPeriod;
  bar: DealBar | null;
  search: DealsSearch;
  onChange: (next: Partial<DealsSearch>, isStep?: boolean) => void;
};

const pageSize = 50;

/** The deals one by one: filtered, sorted and cut into pages by the server. */
export function DealList({ cluster, days, bar, search, onChange }: DealListProps) {
  const { t, language } = useTexts('deals');
  const trpc = useTRPC();
  const { by = 'created', order = 'descending' } = search;
  const pages = useInfiniteQuery(
    trpc.deals.list.infiniteQueryOptions(
      { cluster: cluster.ref, ...listInput(days, bar, search), sort: by, order, limit: pageSize },
      { getNextPageParam: (last) => last.nextCursor, placeholderData: keepPreviousData },
    ),
  );
  const rows = pages.data?.pages.flatMap((page) => page.rows) ?? [];
  const total = pages.data?.pages[0]?.totalCount ?? rows.length;
  const chips = filterChips(search, bar && barSlot(bar, cluster.timeZone, language));
  const clear = { unit: undefined, status: undefined, q: undefined, bar: undefined };
  return (
    <Card
      title={t(chips.length > 0 ? 'list.filtered' : 'list.title')}
      note={pages.data && t('list.count', { count: total })}
      isRenewing={pages.isPlaceholderData}
      tools={<ListFilters cluster={cluster} search={search} onChange={onChange} />}
    >
      {chips.length > 0 && (
        <ul className={styles.chips}>
          {chips.map(({ key, values, field }) => {
            const text = t(key, values);
            return (
              <li key={field}>
                <button
                  type="button"
                  className={styles.chip}
                  aria-label={t('list.removeFilter', { filter: text })}
                  onClick={() => onChange({ [field]: undefined })}
                >
                  {text}
                  <Icon name="close" size={12} />
                </button>
              </li>
            );
          })}
        </ul>
      )}
      {pages.isPending ? (
        <Loading label={t('what')} height={300} />
      ) : pages.isError && rows.length === 0 ? (
        <ErrorNotice what={t('what')} requestId={requestId(pages.error)} onRetry={() => void pages.refetch()} />
      ) : rows.length === 0 ? (
        <Empty title={t('list.empty')}>
          {chips.length > 0 && (
            <button type="button" className={controls.button} onClick={() => onChange(clear)}>
              {t('list.clear')}
            </button>
          )}
        </Empty>
      ) : (
        <>
          <DealTable
            rows={rows}
            isOneDay={days.fromDay === days.toDay}
            timeZone={cluster.timeZone}
            sorting={{ key: by, isDescending: order === 'descending' }}
            selectedId={search.deal ?? null}
            onSort={(key, isDescending) => {
              onChange({ by: key === 'created' ? undefined : key, order: isDescending ? undefined : 'ascending' });
            }}
            onOpen={(dealId) => onChange({ deal: dealId }, true)}
          />
          {pages.hasNextPage && (
            <p className={styles.more}>
              {t('list.shown', { shown: rows.length, total })}
              <button
                type="button"
                className={controls.button}
                disabled={pages.isFetchingNextPage}
                onClick={() => void pages.fetchNextPage()}
              >
                {t(pages.isFetchingNextPage ? 'list.moreLoading' : 'list.more')}
              </button>
            </p>
          )}
        </>
      )}
    </Card>
  );

  function filterChips({ unit, status, q }: DealsSearch, slot: string | null) {
    return [
      ...(slot === null ? [] : [{ field: 'bar', key: 'list.hourChip', values: { slot } } as const]),
      ...(unit === undefined ? [] : [{ field: 'unit', key: 'list.unitChip', values: { unit } } as const]),
      ...(status === undefined
        ? []
        : [{ field: 'status', key: 'list.statusChip', values: { status: t(`outcomes.${status}`) } } as const]),
      ...(q === undefined ? [] : [{ field: 'q', key: 'list.searchChip', values: { text: q } } as const]),
    ];
  }
}
