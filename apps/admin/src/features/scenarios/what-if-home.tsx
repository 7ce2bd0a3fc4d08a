import type { UnitRef } from '@commonwatt/domain/refs';
import { readScenario } from '@commonwatt/domain/scenario';
import { requestId } from '@commonwatt/ui/api-error.ts';
import { formatDuration } from '@commonwatt/ui/format/duration.ts';
import { ErrorNotice, Loading } from '@commonwatt/ui/notices/notices.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactNode, useDeferredValue } from 'react';
import { Card } from '../../parts/card.tsx';
import { useTRPC } from '../../trpc.ts';
import styles from './scenarios.module.css';
import { WishList } from './wish-list.tsx';

type WhatIfHomeProps = { unit: UnitRef; text: string; choice: ReactNode };

/** What a unit would have asked for and offered over the last week under this text, by what it recorded. */
export function WhatIfHome({ unit, text, choice }: WhatIfHomeProps) {
  const trpc = useTRPC();
  const { t, language } = useTexts('scenarios');
  const tried = useDeferredValue(text);
  const isReadable = readScenario(tried).ok;
  const answer = useQuery(
    trpc.scenarios.preview.queryOptions(
      { unit, text: tried },
      { enabled: isReadable, placeholderData: keepPreviousData, staleTime: 60_000 },
    ),
  );
  const preview = answer.data?.preview ?? null;
  return (
    <Card title={t('whatIf.title')} tools={choice} isRenewing={answer.isFetching && !answer.isPending}>
      {!isReadable ? (
        <p>{t('unreadable')}</p>
      ) : answer.isPending ? (
        <Loading label={t('whatIf.title')} height={140} />
      ) : answer.isError ? (
        <ErrorNotice
          what={t('whatIf.title')}
          requestId={requestId(answer.error)}
          onRetry={() => void answer.refetch()}
        />
      ) : preview === null || preview.coveredMs === 0 ? (
        <p>{t(preview === null ? 'whatIf.noCapacity' : 'whatIf.nothingKnown')}</p>
      ) : (
        <>
          <WishList week={preview} />
          <p className={styles.note}>{t('whatIf.how', { covered: formatDuration(preview.coveredMs, language) })}</p>
        </>
      )}
    </Card>
  );
}
