import type { AppRouter } from '@commonwatt/api/app-router';
import { localDayOf } from '@commonwatt/domain/local-day';
import { requestId } from '@commonwatt/ui/api-error.ts';
import { formatClock, formatInstant, formatZone } from '@commonwatt/ui/format/time.ts';
import { Icon } from '@commonwatt/ui/icons.tsx';
import { ErrorNotice, Loading } from '@commonwatt/ui/notices/notices.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { useQuery } from '@tanstack/react-query';
import type { inferRouterOutputs } from '@trpc/server';
import { Link } from 'wouter';
import { Card } from '../../shell/card.tsx';
import { homePath } from '../../shell/home-path.ts';
import { HomeSwitch } from '../../shell/home-switch.tsx';
import type { Home } from '../../shell/own-home.tsx';
import { Shell } from '../../shell/shell.tsx';
import { useTRPC } from '../../trpc.ts';
import styles from './alerts-page.module.css';
import { MailCard } from './mail-card.tsx';

type HomeAlerts = inferRouterOutputs<AppRouter>['home']['alerts'];

/** What concerns the own home: what is the matter now, and what was lately. */
export function AlertsPage({ home, homes }: { home: Home; homes: Home[] }) {
  const trpc = useTRPC();
  const { t, language } = useTexts('alerts');
  const more = useTexts('shell');
  const found = useQuery(trpc.home.alerts.queryOptions({ home: home.ref }, { refetchInterval: 60_000 }));
  return (
    <Shell title={t('title')} home={home.ref}>
      <HomeSwitch homes={homes} current={home} page="/alerts" />
      <div className={styles.page}>
        <header>
          <Link to={`${homePath(home.ref)}/more`} className={styles.back}>
            <Icon name="chevronLeft" size={18} />
            {more.t('more')}
          </Link>
          <h1>{t('title')}</h1>
        </header>
        {found.isPending ? (
          <Loading label={t('what')} height={200} />
        ) : found.isError ? (
          <ErrorNotice what={t('what')} requestId={requestId(found.error)} onRetry={() => void found.refetch()} />
        ) : (
          <>
            <NowCard
              problems={found.data.problems}
              open={found.data.alerts.filter(({ until }) => until === null)}
              timeZone={home.timeZone}
            />
            <Card title={t('lately')} note={formatZone(Date.now(), home.timeZone, language)}>
              <PastList alerts={found.data.alerts.filter(({ until }) => until !== null)} timeZone={home.timeZone} />
            </Card>
          </>
        )}
        <MailCard />
      </div>
    </Shell>
  );
}

type NowCardProps = { problems: HomeAlerts['problems']; open: HomeAlerts['alerts']; timeZone: string };

function NowCard({ problems, open, timeZone }: NowCardProps) {
  const { t, language } = useTexts('alerts');
  if (problems.length === 0 && open.length === 0) {
    return (
      <Card title={t('now')}>
        <p className={styles.well}>
          <Icon name="check" />
          {t('allWell')}
        </p>
      </Card>
    );
  }
  return (
    <Card title={t('now')}>
      <ul className={styles.list}>
        {open.map(({ kind, since }) => (
          <li key={`${kind} ${since.getTime()}`}>
            <Icon name="warning" />
            <span>
              <b>{t(`kinds.${kind}`)}</b>
              <span>{t('since', { time: formatInstant(since.getTime(), timeZone, language) })}</span>
              <span>{t(`advice.${kind}`)}</span>
            </span>
          </li>
        ))}
        {problems.map((problem) => (
          <li key={problem}>
            <Icon name="warning" />
            <span>
              <b>{t(`problems.${problem}`)}</b>
              <span>{t(`advice.${problem}`)}</span>
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function PastList({ alerts, timeZone }: { alerts: HomeAlerts['alerts']; timeZone: string }) {
  const { t, language } = useTexts('alerts');
  if (alerts.length === 0) return <p>{t('nothingLately')}</p>;
  const instant = (at: Date) => formatInstant(at.getTime(), timeZone, language);
  const end = (since: Date, until: Date | null) => {
    if (until === null) return '';
    const isSameDay = localDayOf(since, timeZone) === localDayOf(until, timeZone);
    return isSameDay ? formatClock(until.getTime(), timeZone, language) : instant(until);
  };
  return (
    <ul className={styles.list}>
      {alerts.map(({ kind, since, until }) => (
        <li key={`${kind} ${since.getTime()}`}>
          <Icon name="check" />
          <span>
            <b>{t(`kinds.${kind}`)}</b>
            <span>{t('fromTo', { from: instant(since), to: end(since, until) })}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}
