import { formatAge } from '../format/time.ts';
import { Icon } from '../icons.tsx';
import { useTexts } from '../use-texts.ts';
import styles from './connection-banner.module.css';
import type { ConnectionState } from './live-store.ts';
import { monotonicMs } from './monotonic.ts';

type ConnectionBannerProps = {
  connection: ConnectionState;
  /** Since when the server cannot read the stores, and its clock now; null while it can. */
  sourceLost: { sinceMs: number; nowMs: number } | null;
  onRetry: () => void;
};

/** A short loss is not worth a banner: most reconnections take less. */
const announceAfterMs = 3_000;

/** Says that what is on the screen no longer moves, since when, and what happens next. Nothing while all is well. */
export function ConnectionBanner({ connection, sourceLost, onRetry }: ConnectionBannerProps) {
  const { t, language } = useTexts('ui');
  const lostForMs = connection.status === 'lost' ? monotonicMs() - connection.sinceMs : 0;
  const age = (ms: number) => formatAge(ms, language);
  const texts =
    lostForMs > announceAfterMs
      ? { title: t('connection.lostTitle', { age: age(lostForMs) }), body: t('connection.lostBody') }
      : sourceLost
        ? {
            title: t('connection.sourceTitle', { age: age(sourceLost.nowMs - sourceLost.sinceMs) }),
            body: t('connection.sourceBody'),
          }
        : null;
  return (
    <div role="status" className={texts ? styles.banner : undefined}>
      {texts && (
        <>
          <Icon name="clock" size={18} />
          <p className={styles.text}>
            <strong>{texts.title}</strong> {texts.body}
          </p>
          <button type="button" className={styles.retry} onClick={onRetry}>
            {t('connection.tryNow')}
          </button>
        </>
      )}
    </div>
  );
}
