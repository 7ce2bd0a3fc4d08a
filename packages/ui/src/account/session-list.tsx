import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { requestId } from '../api-error.ts';
import { formatInstant, formatZone } from '../format/time.ts';
import { ErrorNotice, Loading } from '../notices/notices.tsx';
import { useTexts } from '../use-texts.ts';
import styles from './account.module.css';
import { accountKeys, useAccountApi } from './account-api.ts';
import { agentName } from './agent-name.ts';

/** Of what calls itself by no common name, so much is shown. */
const mostOfAgent = 40;

/** Where the own account is signed in; each place but this one can be signed out. */
export function SessionList() {
  const api = useAccountApi();
  const { t, language } = useTexts('account');
  const queryClient = useQueryClient();
  const sessions = useQuery({ queryKey: accountKeys.sessions, queryFn: () => api.sessions.query() });
  const end = useMutation({
    mutationFn: (id: number) => api.endSession.mutate({ id }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: accountKeys.sessions }),
  });
  const ownZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const time = (atMs: number) => `${formatInstant(atMs, ownZone, language)} ${formatZone(atMs, ownZone, language)}`;
  const nameOf = (userAgent: string) => {
    const name = agentName(userAgent);
    return name ? t('agent', name) : userAgent.slice(0, mostOfAgent);
  };
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
                {nameOf(session.userAgent)} {session.isCurrent && <b>({t('thisDevice')})</b>}
                <div className={styles.agent}>{session.address}</div>
                <div className={styles.agent}>{t('lastSeen', { time: time(session.lastSeenAt.getTime()) })}</div>
              </div>
              {!session.isCurrent && (
                <button type="button" className={styles.secondary} onClick={() => end.mutate(session.id)}>
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
