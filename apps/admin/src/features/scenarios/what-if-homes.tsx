import { knownWeek, sumWeeks } from '@commonwatt/domain/home-weeks';
import type { ClusterRef } from '@commonwatt/domain/refs';
import { readScenario } from '@commonwatt/domain/scenario';
import { requestId } from '@commonwatt/ui/api-error.ts';
import { toCsv } from '@commonwatt/ui/format/csv.ts';
import { Icon } from '@commonwatt/ui/icons.tsx';
import { ErrorNotice, Loading } from '@commonwatt/ui/notices/notices.tsx';
import { saveFile } from '@commonwatt/ui/save-file.ts';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import { Card } from '../../parts/card.tsx';
import controls from '../../parts/controls.module.css';
import { useSettled } from '../../parts/use-settled.ts';
import { useTRPC } from '../../trpc.ts';
import { HomeWeeks } from './home-weeks.tsx';
import { csvHeading, csvRow } from './home-weeks-file.ts';
import styles from './scenarios.module.css';
import { WishList } from './wish-list.tsx';

type WhatIfHomesProps = { cluster: ClusterRef; text: string; scenarioId: number; choice: ReactNode };

/** So long nothing is asked while a text is being written or a level moved: the answer is a week of every home. */
const quietMs = 600;
const staleTime = 5 * 60_000;

/** What all homes that trade by a scenario would have asked for and offered over the last week under this text. */
export function WhatIfHomes({ cluster, text, scenarioId, choice }: WhatIfHomesProps) {
  const trpc = useTRPC();
  const { t } = useTexts('scenarios');
  const tried = useSettled(text, quietMs);
  const isReadable = readScenario(tried).ok;
  const pages = useInfiniteQuery(
    trpc.scenarios.previewHomes.infiniteQueryOptions(
      { communityId: cluster.communityId, scenarioId, text: tried },
      {
        enabled: isReadable,
        placeholderData: keepPreviousData,
        staleTime,
        refetchOnWindowFocus: false,
        getNextPageParam: (last) => last.nextCursor,
      },
    ),
  );
  const { hasNextPage, isFetching, isError, fetchNextPage } = pages;
  useEffect(() => {
    if (hasNextPage && !isFetching && !isError) void fetchNextPage();
  }, [hasNextPage, isFetching, isError, fetchNextPage]);
  const homes = pages.data?.pages.flatMap((page) => page.homes) ?? [];
  const homeCount = pages.data?.pages[0]?.homeCount ?? homes.length;
  const knownCount = homes.filter(knownWeek).length;
  const isWhole = homes.length === homeCount;
  const save = () => saveFile('what-if.csv', toCsv(csvHeading, homes.map(csvRow)));
  return (
    <Card
      title={t('whatIf.title')}
      tools={
        <>
          {choice}
          <button type="button" className={controls.button} disabled={homes.length === 0 || !isWhole} onClick={save}>
            <Icon name="download" size={16} />
            CSV
          </button>
        </>
      }
      isRenewing={isFetching && !pages.isPending}
    >
      {!isReadable ? (
        <p>{t('unreadable')}</p>
      ) : pages.isPending ? (
        <Loading label={t('whatIf.title')} height={240} />
      ) : (
        <>
          {isError ? (
            <ErrorNotice
              what={t('whatIf.title')}
              requestId={requestId(pages.error)}
              onRetry={() => void (homes.length > 0 ? fetchNextPage() : pages.refetch())}
            />
          ) : (
            !isWhole && (
              <label className={styles.progress}>
                {t('whatIf.progress', { done: homes.length, count: homeCount })}
                <progress value={homes.length} max={homeCount} />
              </label>
            )
          )}
          {knownCount > 0 && <WishList week={sumWeeks(homes)} />}
          <p className={styles.note} role="status">
            {isWhole && t('whatIf.inSum', { known: knownCount, count: homeCount })}
          </p>
          {homes.length > 0 && <HomeWeeks homes={homes} clusterId={cluster.clusterId} />}
          <p className={styles.note}>{t('whatIf.howHomes')}</p>
        </>
      )}
    </Card>
  );
}
