import type { UnitRef } from '@commonwatt/domain/refs';
import { LanguageChoice, ThemeChoice } from '@commonwatt/ui/preferences.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import { Card } from '../../shell/card.tsx';
import { Shell } from '../../shell/shell.tsx';
import { useTRPC } from '../../trpc.ts';
import styles from './more-page.module.css';

/** Language, theme, a word of help, and the way out. */
export function MorePage({ home }: { home: UnitRef | null }) {
  const trpc = useTRPC();
  const { t } = useTexts('more');
  const [, navigate] = useLocation();
  const queryClient = useQueryClient();
  const current = useQuery(trpc.signIn.current.queryOptions());
  const signOut = useMutation(
    trpc.signIn.signOut.mutationOptions({
      onSuccess: () => {
        queryClient.clear();
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
        <Card>
          <p>{t('signedInAs', { username: current.data?.username ?? '' })}</p>
          <button type="button" className={styles.signOut} onClick={() => signOut.mutate()}>
            {t('signOut')}
          </button>
        </Card>
      </div>
    </Shell>
  );
}
