import { formatAge } from '../format/time.ts';
import { Icon } from '../icons.tsx';
import { useTexts } from '../use-texts.ts';
import styles from './connection-banner.module.css';
import type { LivePaint } from './live-store.ts';
import { monotonicMs } from './monotonic.ts';

type ConnectionBannerProps = {
  /** `sourceLostAtMs`: since when the server cannot read the stores; null while it can. */
  paint: LivePaint<{ sourceLostAtMs: number | null }>;
  onRetry: () => void;
};

/** A short loss is not worth a banner: most reconnections take less. */
const announceAfterMs = 3_000;

/** Says that what is on the screen no longer moves, since when, and what happens next. Nothing while all is well. */
export function ConnectionBanner({ paint: { view, serverNowMs, connection }, onRetry }: ConnectionBannerProps) {
  const { t, language } = useTexts('ui');
  const lostForMs = connection.status === 'lost' ? monotonicMs() - connection.sinceMs : 0;
  const sinceMs = view?.sourceLostAtMs ?? null;
  const age = (ms: number) => formatAge(ms, language);
  const texts =
    lostForMs > announceAfterMs
      ? { title: t('connection.lostTitle', { age: age(lostForMs) }), body: t('connection.lostBody') }
      : sinceMs !== null && serverNowMs !== null
        ? {
            title: t('connection.sourceTitle', { age: age(serverNowMs - sinceMs) }),
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
