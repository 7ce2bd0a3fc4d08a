import { fieldProblems, requestId } from '@commonwatt/ui/api-error.ts';
import { ErrorNotice, Loading } from '@commonwatt/ui/notices/notices.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import controls from '../../parts/controls.module.css';
import { Field } from '../../parts/field.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { useTRPC } from '../../trpc.ts';
import styles from './registry.module.css';
import type { Row } from './registry-api.ts';
import { StaffLimit } from './staff-limit.tsx';
import { UserHomes } from './user-homes.tsx';

/** What belongs to a user besides the fields: homes, a new password, and the communities that staff are limited to. */
export function UserExtras({ user }: { user: Row }) {
  const { t } = useTexts('registry');
  const trpc = useTRPC();
  const homes = useQuery(trpc.registry.users.homes.queryOptions({ id: user.id }, { refetchOnWindowFocus: false }));
  return (
    <>
      <section className={styles.part}>
        <h3>{t('homes')}</h3>
        {homes.isPending && <Loading label={t('homes')} height={60} />}
        {homes.isError && (
          <ErrorNotice what={t('homes')} requestId={requestId(homes.error)} onRetry={() => void homes.refetch()} />
        )}
        {homes.data && <UserHomes userId={user.id} stored={homes.data} />}
      </section>
      {user.isStaff === true && <StaffLimit userId={user.id} />}
      <NewPassword userId={user.id} />
    </>
  );
}

function NewPassword({ userId }: { userId: number }) {
  const { t } = useTexts('registry');
  const trpc = useTRPC();
  const [password, setPassword] = useState('');
  const set = useMutation(trpc.registry.users.setPassword.mutationOptions({ onSuccess: () => setPassword('') }));
  const { password: problem } = fieldProblems(set.error, '');
  function submit(event: FormEvent) {
    event.preventDefault();
    set.mutate({ id: userId, password });
  }
  return (
    <form className={styles.part} onSubmit={submit}>
      <h3>{t('newPassword')}</h3>
      <Field label={t('fields.password')} hint={t('passwordHint')} problem={problem}>
        {(field) => (
          <input
            {...field}
            type="password"
            autoComplete="new-password"
            required
            value={password}
            onChange={({ target }) => setPassword(target.value)}
          />
        )}
      </Field>
      <p role="status">{set.isSuccess && t('passwordSet')}</p>
      {set.isError && problem === undefined && (
        <p role="alert" className={styles.problem}>
          <Refusal error={set.error} />
        </p>
      )}
      <div className={styles.actions}>
        <button type="submit" className={controls.button} disabled={set.isPending}>
          {t('setPassword')}
        </button>
      </div>
    </form>
  );
}
