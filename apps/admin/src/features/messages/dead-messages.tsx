import { requestId } from '@commonwatt/ui/api-error.ts';
import { formatInstant } from '@commonwatt/ui/format/time.ts';
import { ErrorNotice, Loading } from '@commonwatt/ui/notices/notices.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Card } from '../../parts/card.tsx';
import controls from '../../parts/controls.module.css';
import { useTRPC } from '../../trpc.ts';
import styles from './messages.module.css';

/** Messages that nobody accepted in the end; they can be tried again. */
export function DeadMessages({ communityId, timeZone }: { communityId: string | null; timeZone: string }) {
  const { t, language } = useTexts('messages');
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const dead = useQuery(trpc.monitoring.messages.dead.queryOptions({ communityId }));
  const retry = useMutation(
    trpc.monitoring.messages.retry.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: trpc.monitoring.pathKey() }),
    }),
  );
  const title = t(communityId === null ? 'deadOwnTitle' : 'deadTitle');
  const ids = dead.data?.map(({ id }) => id) ?? [];
  return (
    <Card
      title={title}
      note={dead.data && dead.data.length > 0 && <b>{dead.data.length}</b>}
      tools={
        ids.length > 1 && (
          <button
            type="button"
            className={controls.button}
            disabled={retry.isPending}
            onClick={() => retry.mutate({ ids })}
          >
            {t('retryAll', { count: ids.length })}
          </button>
        )
      }
    >
      {dead.isError && (
        <ErrorNotice what={title} requestId={requestId(dead.error)} onRetry={() => void dead.refetch()} />
      )}
      {dead.isPending && <Loading label={title} height={20} />}
      {dead.data?.length === 0 && <p>{t('noDead')}</p>}
      <p role="status" className={retry.isError ? styles.refused : styles.accepted}>
        {retry.isSuccess && t('retried', { count: retry.data.count })}
        {retry.isError && t('retryFailed')}
      </p>
      <ul className={styles.rows}>
        {dead.data?.map((message) => (
          <li key={message.id} className={styles.row}>
            <div className={styles.what}>
              <b className={styles.address}>{message.address}</b>
              <p>
                {t('deadAbout', {
                  time: formatInstant(message.createdAt.getTime(), timeZone, language),
                  count: message.attempts,
                })}
              </p>
              {message.lastError !== null && <p lang="en">{message.lastError}</p>}
            </div>
            <button
              type="button"
              className={controls.button}
              disabled={retry.isPending}
              aria-label={t('retryOf', { address: message.address })}
              onClick={() => retry.mutate({ ids: [message.id] })}
            >
              {t('retry')}
            </button>
          </li>
        ))}
      </ul>
    </Card>
  );
}
