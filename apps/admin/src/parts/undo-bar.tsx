import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { useMutation } from '@tanstack/react-query';
import { useRef } from 'react';
import controls from './controls.module.css';
import styles from './undo-bar.module.css';

type UndoBarProps<Change> = {
  /** What was just done, if anything was. */
  change: Change | null;
  /** The same in words. */
  text: string;
  canUndo: boolean;
  /** Takes it back; then there is no change any more. */
  onUndo: (change: Change) => Promise<void>;
};

/** Says what was done, and takes it back where that is possible. */
export function UndoBar<Change>({ change, text, canUndo, onUndo }: UndoBarProps<Change>) {
  const { t } = useTexts('parts');
  const bar = useRef<HTMLDivElement>(null);
  const undo = useMutation({
    mutationFn: onUndo,
    // The button is gone, and with it the place of the keyboard.
    onSuccess: () => bar.current?.focus(),
  });
  return (
    <div
      ref={bar}
      role="status"
      tabIndex={-1}
      className={change === null && !undo.isSuccess ? styles.quiet : styles.done}
    >
      {change !== null && text}
      {change !== null && canUndo && (
        <button type="button" className={controls.button} disabled={undo.isPending} onClick={() => undo.mutate(change)}>
          {t('undo')}
        </button>
      )}
      {undo.isError && undo.variables === change && <span className={styles.problem}>{t('notUndone')}</span>}
      {change === null && undo.isSuccess && t('undone')}
    </div>
  );
}
