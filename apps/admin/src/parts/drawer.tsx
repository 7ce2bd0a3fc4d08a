import { Icon } from '@commonwatt/ui/icons.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { type ReactNode, useEffect, useId } from 'react';
import controls from './controls.module.css';
import styles from './drawer.module.css';

type DrawerProps = {
  title: string;
  /** Beside the title: a status, a name. */
  note?: ReactNode;
  onClose: () => void;
  children: ReactNode;
};

/**
 * What is known of the thing that was selected, beside the list it was selected in; on narrow screens above it. The list
 * stays usable. Esc closes it; where the focus goes then is for the page to say (use-focus-return.ts).
 */
export function Drawer({ title, note, onClose, children }: DrawerProps) {
  const { t } = useTexts('parts');
  const id = useId();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) onClose();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [onClose]);
  return (
    <aside className={styles.drawer} aria-labelledby={id}>
      <header className={styles.head}>
        <h2 id={id}>{title}</h2>
        {note}
        <button type="button" className={`${controls.icon} ${styles.close}`} aria-label={t('close')} onClick={onClose}>
          <Icon name="close" size={16} />
        </button>
      </header>
      {children}
    </aside>
  );
}
