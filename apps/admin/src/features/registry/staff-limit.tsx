import { errorCode, requestId } from '@commonwatt/ui/api-error.ts';
import { ErrorNotice, Loading } from '@commonwatt/ui/notices/notices.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import controls from '../../parts/controls.module.css';
import { Refusal } from '../../parts/refusal.tsx';
import { useTRPC } from '../../trpc.ts';
import styles from './registry.module.css';

/** Which communities a staff user sees; for staff of all communities to say. */
export function StaffLimit({ userId }: { userId: number }) {
  const { t } = useTexts('registry');
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const limit = useQuery(trpc.registry.users.limit.queryOptions({ id: userId }, { refetchOnWindowFocus: false }));
  const outline = useQuery(trpc.communities.outline.queryOptions());
  const save = useMutation(
    trpc.registry.users.setLimit.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: trpc.registry.users.limit.queryKey({ id: userId }) }),
    }),
  );
  if (errorCode(limit.error) === 'FORBIDDEN') return null;
  if (limit.isError) {
    return <ErrorNotice what={t('limit')} requestId={requestId(limit.error)} onRetry={() => void limit.refetch()} />;
  }
  if (limit.data === undefined || !outline.data) return <Loading label={t('limit')} height={80} />;
  const stored = limit.data;
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const chosen = form.getAll('communities').map(String);
    save.mutate({ id: userId, expected: stored, limit: form.get('isLimited') === null ? null : chosen });
  }
  return (
    <form className={styles.part} onSubmit={submit} key={JSON.stringify(stored)}>
      <h3>{t('limit')}</h3>
      <label className={styles.check}>
        <input type="checkbox" name="isLimited" defaultChecked={stored !== null} />
        {t('isLimited')}
      </label>
      <fieldset className={styles.communities}>
        <legend className="visually-hidden">{t('limit')}</legend>
        {outline.data.map(({ communityId, name }) => (
          <label key={communityId} className={styles.check}>
            <input
              type="checkbox"
              name="communities"
              value={communityId}
              defaultChecked={stored?.includes(communityId) ?? false}
            />
            <span lang="und">{name}</span>
          </label>
        ))}
      </fieldset>
      <p role="status">{save.isSuccess && t('limitSaved')}</p>
      {save.isError && (
        <p role="alert" className={styles.problem}>
          <Refusal error={save.error} />
        </p>
      )}
      <div className={styles.actions}>
        <button type="submit" className={controls.button} disabled={save.isPending}>
          {t('saveLimit')}
        </button>
      </div>
    </form>
  );
}
