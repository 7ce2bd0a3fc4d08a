import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { type FormEvent, useId } from 'react';
import controls from '../../parts/controls.module.css';
import styles from './checks.module.css';

type PauseFormProps = {
  name: string;
  isPending: boolean;
  isFailed: boolean;
  onPause: (reason: string) => void;
  onCancel: () => void;
};

/** Why a check is switched off: the others will want to know. */
export function PauseForm({ name, isPending, isFailed, onPause, onCancel }: PauseFormProps) {
  const { t } = useTexts('monitoring');
  const id = useId();
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    onPause(String(new FormData(event.currentTarget).get('reason') ?? ''));
  }
  return (
    <form className={styles.pauseForm} onSubmit={submit} aria-label={t('pauseOf', { name })}>
      <label htmlFor={id}>{t('pauseReason')}</label>
      <input
        id={id}
        name="reason"
        className={controls.field}
        required
        pattern=".*\S.*"
        maxLength={500}
        autoComplete="off"
        // biome-ignore lint/a11y/noAutofocus: it appears because the switch was used
        autoFocus
        onKeyDown={(event) => {
          if (event.key === 'Escape') onCancel();
        }}
      />
      <button type="submit" className={controls.primary} disabled={isPending}>
        {t('pause')}
      </button>
      <button type="button" className={controls.button} onClick={onCancel}>
        {t('cancel')}
      </button>
      {isFailed && (
        <p role="alert" className={styles.problem}>
          {t('notSwitched')}
        </p>
      )}
    </form>
  );
}
