import { requestId } from '@commonwatt/ui/api-error.ts';
import { Loading } from '@commonwatt/ui/notices/notices.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { useQuery } from '@tanstack/react-query';
import { Link, Redirect } from 'wouter';
import { Card } from '../../shell/card.tsx';
import { homePath } from '../../shell/home-path.ts';
import { NotLoaded } from '../../shell/not-loaded.tsx';
import { Shell } from '../../shell/shell.tsx';
import { useTRPC } from '../../trpc.ts';
import styles from './start-page.module.css';

/** Straight to the home where there is one; a choice where there are more. */
export function StartPage() {
  const trpc = useTRPC();
  const { t } = useTexts('home');
  const homes = useQuery(trpc.home.list.queryOptions());
  if (homes.isPending) return <Loading label={t('homes')} height={400} />;
  if (homes.isError) {
    return <NotLoaded what={t('homes')} requestId={requestId(homes.error)} onRetry={() => void homes.refetch()} />;
  }
  const [first] = homes.data;
  if (first && homes.data.length === 1) return <Redirect to={homePath(first.ref)} replace />;
  return (
    <Shell title={t('homes')} home={null}>
      <div className={styles.page}>
        <h1>{t('homes')}</h1>
        {homes.data.map((home) => (
          <Link key={homePath(home.ref)} to={homePath(home.ref)} className={styles.home}>
            <Card>
              <strong>{home.name}</strong>
              <p className={styles.place}>
                {home.communityName} · {home.clusterName}
              </p>
            </Card>
          </Link>
        ))}
      </div>
    </Shell>
  );
}
