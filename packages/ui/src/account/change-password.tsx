import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { errorCode } from '../api-error.ts';
import { useTexts } from '../use-texts.ts';
import styles from './account.module.css';
import { useAccountApi } from './account-api.ts';
import { Field } from './field.tsx';

/** Replaces the own password; the old one is asked for. A device in a home of the account (`hasHome`) may use it too. */
export function ChangePassword({ hasHome = false }: { hasHome?: boolean }) {
  const api = useAccountApi();
  const { t } = useTexts('account');
  const [isDifferent, setIsDifferent] = useState(false);
  const change = useMutation({
    mutationFn: (input: { password: string; newPassword: string }) => api.changePassword.mutate(input),
  });

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    const data = new FormData(form);
    const [password, newPassword, again] = ['password', 'newPassword', 'again'].map((name) => String(data.get(name)));
    setIsDifferent(newPassword !== again);
    change.reset();
    if (password === undefined || newPassword === undefined || newPassword !== again) return;
    change.mutate({ password, newPassword }, { onSuccess: () => form.reset() });
  }

  const problem = isDifferent ? t('passwordsDiffer') : change.isError ? reason(errorCode(change.error)) : null;
  return (
    <section className={styles.card}>
      <h2>{t('password')}</h2>
      <form className={styles.column} onSubmit={submit}>
        <Field label={t('passwordOld')} name="password" type="password" autoComplete="current-password" />
        <Field label={t('passwordNew')} name="newPassword" type="password" autoComplete="new-password" />
        <Field label={t('passwordAgain')} name="again" type="password" autoComplete="new-password" />
        <p>{t('passwordRule')}</p>
        <p>{t('passwordWarning')}</p>
        {hasHome && <p>{t('passwordOfDevice')}</p>}
        {problem && (
          <p role="alert" className={styles.problem}>
            {problem}
          </p>
        )}
        <p role="status">{change.isSuccess && t('passwordChanged')}</p>
        <button type="submit" className={styles.secondary} disabled={change.isPending}>
          {t('changePassword')}
        </button>
      </form>
    </section>
  );

  function reason(code: string | null): string {
    if (code === 'FORBIDDEN') return t('wrongPassword');
    if (code === 'BAD_REQUEST') return t('passwordWeak', { rule: t('passwordRule') });
    return t(code === 'TOO_MANY_REQUESTS' ? 'tooMany' : 'failed');
  }
}
