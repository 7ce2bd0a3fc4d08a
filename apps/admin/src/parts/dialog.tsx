import { Icon } from '@commonwatt/ui/icons.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import controls from './controls.module.css';
import styles from './dialog.module.css';

type DialogProps = { title: string; onClose: () => void; children: ReactNode };

/**
 * A question or a help over the page, by the browser's own dialog: it holds the focus and gives it back; Esc closes it. The
 * focus begins on what is marked `data-autofocus`, else on the first thing that takes it.
 */
export function Dialog({ title, onClose, children }: DialogProps) {
  const { t } = useTexts('parts');
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (!dialog.current?.open) dialog.current?.showModal();
    dialog.current?.querySelector<HTMLElement>('[data-autofocus]')?.focus();
  }, []);
  return (
    <dialog ref={dialog} className={styles.dialog} aria-labelledby={id} onClose={onClose}>
      <div className={styles.head}>
        <h2 id={id}>{title}</h2>
        <button
          type="button"
          className={`${controls.icon} ${styles.close}`}
          aria-label={t('close')}
          onClick={() => dialog.current?.close()}
        >
          <Icon name="close" size={16} />
        </button>
      </div>
      {children}
    </dialog>
  );
}
