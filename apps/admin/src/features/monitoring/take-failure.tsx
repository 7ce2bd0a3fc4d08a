import type { ClusterRef } from '@commonwatt/domain/refs';
import { meanwhileChanges } from '@commonwatt/ui/api-error.ts';
import { formatInstant } from '@commonwatt/ui/format/time.ts';
import { Icon } from '@commonwatt/ui/icons.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import controls from '../../parts/controls.module.css';
import { useTRPC } from '../../trpc.ts';
import styles from './monitoring.module.css';
import type { Failure } from './use-failures.ts';

type Taking = Pick<Failure, 'takenBy' | 'takenAt' | 'note'>;

/** Who looks after a failure, since when, and what they say. */
export function TakenBy({ failure, timeZone }: { failure: Taking; timeZone: string }) {
  const { t, language } = useTexts('monitoring');
  const { takenBy, takenAt, note } = failure;
  if (takenBy === null || takenAt === null) return null;
  return (
    <p className={styles.taken}>
      <Icon name="user" size={16} />
      <span>
        {t('takenBy', { name: takenBy, time: formatInstant(takenAt.getTime(), timeZone, language) })}
        {note !== null && <q className={styles.note}>{note}</q>}
      </span>
    </p>
  );
}

type TakeFailureProps = { cluster: ClusterRef; failure: Failure; title: string; timeZone: string };

/**
 * A button, and behind it a form, by which somebody says that they look after a failure. Where a colleague was first, it
 * says so, and takes the failure over only when asked again.
 */
export function TakeFailure({ cluster, failure, title, timeZone }: TakeFailureProps) {
  const { t } = useTexts('monitoring');
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const id = useId();
  /** Who had it when the form was opened, as far as its reader knows; null while it is closed. */
  const [seen, setSeen] = useState<Taking | null>(null);
  const take = useMutation(
    trpc.monitoring.takeFailure.mutationOptions({
      onSuccess: () => setSeen(null),
      onError: (error, { expected }) => {
        const changes = Object.entries(meanwhileChanges(error) ?? {});
        setSeen({ ...expected, ...Object.fromEntries(changes.map(([field, { to }]) => [field, to])) });
      },
      onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.monitoring.pathKey() }),
    }),
  );
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (seen === null) return;
    const note = String(new FormData(event.currentTarget).get('note') ?? '');
    take.mutate({ cluster, id: failure.id, note, expected: seen });
  }
  function close() {
    setSeen(null);
    take.reset();
  }
  const isTaken = failure.takenBy !== null;
  if (seen === null) {
    return (
      <button
        type="button"
        className={isTaken ? controls.button : controls.primary}
        aria-label={t(isTaken ? 'editNoteOf' : 'takeOf', { title })}
        onClick={() => setSeen({ takenBy: failure.takenBy, takenAt: failure.takenAt, note: failure.note })}
      >
        {t(isTaken ? 'editNote' : 'take')}
      </button>
    );
  }
  const isOvertaken = meanwhileChanges(take.error) !== null;
  return (
    <form className={styles.noteForm} onSubmit={submit}>
      <label htmlFor={id}>{t('noteLabel')}</label>
      <textarea
        id={id}
        name="note"
        className={controls.field}
        rows={2}
        maxLength={2_000}
        defaultValue={failure.note ?? ''}
        // biome-ignore lint/a11y/noAutofocus: it appears where the button was that asked for it
        autoFocus
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.preventDefault();
          close();
        }}
      />
      {isOvertaken && (
        <div role="alert" className={styles.overtaken}>
          <b>{t('overtaken')}</b>
          <TakenBy failure={seen} timeZone={timeZone} />
        </div>
      )}
      {take.isError && !isOvertaken && (
        <p role="alert" className={styles.problem}>
          {t('notTaken')}
        </p>
      )}
      <div className={styles.actions}>
        <button type="submit" className={controls.primary} disabled={take.isPending}>
          {t(isOvertaken ? 'takeOver' : isTaken ? 'saveNote' : 'takeIt')}
        </button>
        <button type="button" className={controls.button} onClick={close}>
          {t('cancel')}
        </button>
      </div>
    </form>
  );
}
