import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { Dialog } from '../parts/dialog.tsx';
import styles from './command-palette.module.css';
import { shortcuts } from './shortcuts.ts';

/** What the keys do, page by page. */
export function ShortcutHelp({ onClose }: { onClose: () => void }) {
  const { t } = useTexts('commands');
  return (
    <Dialog title={t('shortcuts')} onClose={onClose}>
      <dl className={styles.keys}>
        <div>
          <dt>
            <kbd>Ctrl</kbd> <kbd>K</kbd>
          </dt>
          <dd>{t('keys.search')}</dd>
        </div>
        {shortcuts.map(({ key, text }) => (
          <div key={key}>
            <dt>
              <kbd>{key === ' ' ? t('space') : key.toUpperCase()}</kbd>
            </dt>
            <dd>{t(`keys.${text}`)}</dd>
          </div>
        ))}
        <div>
          <dt>
            <kbd>←</kbd> <kbd>→</kbd>
          </dt>
          <dd>{t('walkUnits')}</dd>
        </div>
        <div>
          <dt>
            <kbd>D</kbd>
          </dt>
          <dd>{t('walkDeals')}</dd>
        </div>
        <div>
          <dt>
            <kbd>Esc</kbd>
          </dt>
          <dd>{t('closes')}</dd>
        </div>
      </dl>
      <p className={styles.note}>{t('turnOff')}</p>
    </Dialog>
  );
}
