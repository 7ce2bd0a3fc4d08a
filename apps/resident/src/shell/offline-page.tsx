import { formatInstant } from '@commonwatt/ui/format/time.ts';
import { Empty } from '@commonwatt/ui/notices/notices.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { readLastNews } from '../offline.ts';
import buttons from '../parts/buttons.module.css';

/** Without a network nothing is known of the home but when it was last heard of; nothing else is kept on the device. */
export function Offline({ onRetry }: { onRetry: () => void }) {
  const { t, language } = useTexts('shell');
  const lastNewsMs = readLastNews();
  const ownZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <main>
      <Empty title={t('offline')} isWholePage>
        <p>{t('offlineBody')}</p>
        {lastNewsMs !== null && <p>{t('lastNews', { time: formatInstant(lastNewsMs, ownZone, language) })}</p>}
        <button type="button" className={buttons.primary} onClick={onRetry}>
          {t('retry')}
        </button>
      </Empty>
    </main>
  );
}
