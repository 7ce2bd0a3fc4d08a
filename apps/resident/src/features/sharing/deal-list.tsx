import type { AppRouter } from '@commonwatt/api/app-router';
import type { DayPeriod } from '@commonwatt/domain/calendar';
import { requestId } from '@commonwatt/ui/api-error.ts';
import { ErrorNotice, Loading } from '@commonwatt/ui/notices/notices.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { inferRouterOutputs } from '@trpc/server';
import buttons from '../../parts/buttons.module.css';
import { Card } from '../../shell/card.tsx';
import type { Home } from '../../shell/own-home.tsx';
import { useTRPC } from '../../trpc.ts';
import styles from './deal-list.module.css';
import { DealRow } from './deal-row.tsx';
import { LinkedDeal } from './linked-deal.tsx';

export type SharedDeal = inferRouterOutputs<AppRouter>['home']['deals']['rows'][number];

type DealListProps = {
  home: Home;
  period: DayPeriod;
  openDealId: string | null;
  onOpen: (dealId: string | null) => void;
};

/** The own deals of a period, newest first; one may be open, step by step. */
export function DealList({ home, period, openDealId, onOpen }: DealListProps) {
  const trpc = useTRPC();
  const { t } = useTexts('sharing');
  const deals = useInfiniteQuery(
    trpc.home.deals.infiniteQueryOptions(
      { home: home.ref, ...period, limit: 50 },
      { getNextPageParam: ({ nextCursor }) => nextCursor, refetchInterval: 60_000 },
    ),
  );
  if (deals.isPending) return <Loading label={t('dealsWhat')} height={200} />;
  if (deals.isError) {
    return (
      <ErrorNotice what={t('dealsWhat')} requestId={requestId(deals.error)} onRetry={() => void deals.refetch()} />
    );
  }
  const rows = deals.data.pages.flatMap((page) => page.rows);
  const isElsewhere = openDealId !== null && rows.every(({ dealId }) => dealId !== openDealId);
  return (
    <section className={styles.deals}>
      <p className={styles.head}>
        <b>{t('dealCount', { count: deals.data.pages[0]?.totalCount ?? rows.length })}</b>
        {rows.length > 1 && <span>{t('newestFirst')}</span>}
      </p>
      {isElsewhere && <LinkedDeal home={home} dealId={openDealId} onClose={() => onOpen(null)} />}
      {rows.length > 0 && (
        <Card>
          <ul className={styles.list}>
            {rows.map((deal) => (
              <DealRow
                key={deal.dealId}
                home={home}
                deal={deal}
                isDated={period.fromDay !== period.toDay}
                isOpen={deal.dealId === openDealId}
                onToggle={(isOpen) => onOpen(isOpen ? deal.dealId : null)}
              />
            ))}
          </ul>
        </Card>
      )}
      {deals.hasNextPage && (
        <button
          type="button"
          className={buttons.secondary}
          disabled={deals.isFetchingNextPage}
          onClick={() => void deals.fetchNextPage()}
        >
          {t('showMore')}
        </button>
      )}
    </section>
  );
}
