import { requestId } from '@commonwatt/ui/api-error.ts';
import { formatInstant } from '@commonwatt/ui/format/time.ts';
import { ErrorNotice, Loading } from '@commonwatt/ui/notices/notices.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTRPC } from '../../trpc.ts';
import styles from './settings.module.css';

/** Where the own account is signed in; each place but this one can be signed out. */
export function SessionList() {
  const trpc = useTRPC();
  const { t, language } = useTexts('settings');
  const queryClient = useQueryClient();
  const sessions = useQuery(trpc.signIn.sessions.queryOptions());
  const end = useMutation(
    trpc.signIn.endSession.mutationOptions({
      onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.signIn.sessions.queryKey() }),
    }),
  );
  const ownZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <section className={styles.card}>
      <h2>{t('sessions')}</h2>
      {sessions.isPending ? (
        <Loading label={t('sessionsWhat')} />
      ) : sessions.isError ? (
        <ErrorNotice
          what={t('sessionsWhat')}
          requestId={requestId(sessions.error)}
          onRetry={() => void sessions.refetch()}
        />
      ) : (
        <ul>
          {sessions.data.map((session) => (
            <li key={session.id} className={styles.session}>
              <div>
                {session.address} {session.isCurrent && <b>({t('thisDevice')})</b>}
                <br />
                {t('lastSeen', { time: formatInstant(session.lastSeenAt.getTime(), ownZone, language) })}
                <div className={styles.agent}>{session.userAgent}</div>
              </div>
              {!session.isCurrent && (
                <button type="button" className={styles.secondary} onClick={() => end.mutate({ id: session.id })}>
                  {t('end')}
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
