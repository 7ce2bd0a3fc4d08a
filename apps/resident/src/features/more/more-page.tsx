import type { UnitRef } from '@commonwatt/domain/refs';
import { AccountApiContext } from '@commonwatt/ui/account/account-api.ts';
import { ChangePassword } from '@commonwatt/ui/account/change-password.tsx';
import { SecondFactor } from '@commonwatt/ui/account/second-factor.tsx';
import { SessionList } from '@commonwatt/ui/account/session-list.tsx';
import { apiAddress } from '@commonwatt/ui/places.ts';
import { LanguageChoice, ThemeChoice } from '@commonwatt/ui/preferences.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useLocation } from 'wouter';
import { forgetNews } from '../../offline.ts';
import buttons from '../../parts/buttons.module.css';
import { Card } from '../../shell/card.tsx';
import { homePath } from '../../shell/home-path.ts';
import { Shell } from '../../shell/shell.tsx';
import { trpcClient, useTRPC } from '../../trpc.ts';
import styles from './more-page.module.css';

const wide = `${buttons.secondary} ${styles.wide}`;

/** Language and theme, the own account, what is stored of it, a word of help, and the way out. */
export function MorePage({ home }: { home: UnitRef | null }) {
  const trpc = useTRPC();
  const { t } = useTexts('more');
  const [, navigate] = useLocation();
  const queryClient = useQueryClient();
  const current = useQuery(trpc.signIn.current.queryOptions());
  const homes = useQuery(trpc.home.list.queryOptions());
  const signOut = useMutation(
    trpc.signIn.signOut.mutationOptions({
      onSuccess: () => {
        queryClient.clear();
        forgetNews();
        navigate('/login');
      },
    }),
  );
  return (
    <Shell title={t('title')} home={home}>
      <div className={styles.page}>
        <h1>{t('title')}</h1>
        <Card>
          <LanguageChoice label={t('language')} />
          <ThemeChoice />
        </Card>
        <Card title={t('help')}>
          <p>{t('helpBody')}</p>
        </Card>
        {home && (
          <Card title={t('alerts')}>
            <p>{t('alertsBody')}</p>
            <Link className={wide} to={`${homePath(home)}/alerts`}>
              {t('alerts')}
            </Link>
          </Card>
        )}
        <AccountApiContext value={trpcClient.signIn}>
          <ChangePassword hasHome />
          <SecondFactor />
          <SessionList />
        </AccountApiContext>
        <Card title={t('ownData')}>
          <p>{t('ownDataBody')}</p>
          <a className={wide} href={apiAddress('/export/my-data')} download>
            {t('ownDataLoad')}
          </a>
        </Card>
        <Card>
          <p>{t('signedInAs', { username: current.data?.username ?? '' })}</p>
          {(homes.data?.length ?? 0) > 1 && (
            <Link className={wide} to="/">
              {t('otherHome')}
            </Link>
          )}
          <button type="button" className={wide} onClick={() => signOut.mutate()}>
            {t('signOut')}
          </button>
        </Card>
      </div>
    </Shell>
  );
}
