import { Loading } from '@commonwatt/ui/notices/notices.tsx';
import { SignInPage } from '@commonwatt/ui/sign-in/sign-in-page.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { useMutation, useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import type { FormEvent } from 'react';
import { useTRPC } from '../../trpc.ts';
import styles from './setup-page.module.css';

const route = getRouteApi('/setup');

/** Behind the one-time link that a new installation prints: makes the first staff user. */
export function SetupPage() {
  const trpc = useTRPC();
  const { t } = useTexts('signIn');
  const form = useTexts('signInForm');
  const navigate = useNavigate();
  const { token = '' } = route.useSearch();
  const open = useQuery(trpc.signIn.isSetupOpen.queryOptions({ token }, { enabled: token !== '' }));
  const setUp = useMutation(trpc.signIn.setUp.mutationOptions({ onSuccess: () => navigate({ to: '/' }) }));

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    setUp.mutate({ token, username: String(fields.get('username')), password: String(fields.get('password')) });
  }

  return (
    <SignInPage title={t('setupTitle')}>
      {token !== '' && open.isPending ? (
        <Loading label={t('setupTitle')} />
      ) : open.data !== true ? (
        <p>{t('setupUsed')}</p>
      ) : (
        <form className={styles.form} onSubmit={submit}>
          <p>{t('setupIntro')}</p>
          <label className={styles.field}>
            <span>{form.t('username')}</span>
            <input name="username" autoComplete="username" required maxLength={150} />
          </label>
          <label className={styles.field}>
            <span>{t('newPassword')}</span>
            <input name="password" type="password" autoComplete="new-password" required minLength={8} />
            <small>{t('passwordRules')}</small>
          </label>
          {setUp.isError && (
            <p role="alert" className={styles.problem}>
              {t('checkFields', { message: setUp.error.message })}
            </p>
          )}
          <button type="submit" className={styles.submit} disabled={setUp.isPending}>
            {t('create')}
          </button>
        </form>
      )}
    </SignInPage>
  );
}
