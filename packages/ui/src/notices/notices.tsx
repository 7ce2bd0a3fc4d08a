import { type ComponentType, lazy, type ReactNode, Suspense, useEffect, useState } from 'react';
import { Icon } from '../icons.tsx';
import { withTexts } from '../texts.ts';
import { useTexts } from '../use-texts.ts';
import styles from './notices.module.css';

const stillLoadingAfterMs = 8_000;

/** A grey shape of about the size of what is coming; after a while it says that it is still coming. */
export function Loading({ label, height = 120 }: { label: string; height?: number }) {
  const { t } = useTexts('ui');
  const [isLong, setIsLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsLong(true), stillLoadingAfterMs);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div role="status" className={styles.loading} style={{ minHeight: height }}>
      <span className="visually-hidden">{label}</span>
      {isLong && <span>{t('state.stillLoading')}</span>}
    </div>
  );
}

export type ErrorNoticeProps = {
  what: string;
  requestId?: string | null | undefined;
  onRetry: () => void;
  /** True where the page shows nothing else: then this is its heading. */
  isWholePage?: boolean;
};

const CopyDetails = lazy<ComponentType<{ what: string; requestId: string | null }>>(() =>
  withTexts(['errorDetails'], () => import('./copy-details.tsx'))().then(
    (module) => ({ default: module.CopyDetails }),
    // Where not even this can be had, the notice is what there is.
    () => ({ default: () => null }),
  ),
);

/** What did not load, what to do, and the number to tell support, alone or with all that is known. */
export function ErrorNotice({ what, requestId, onRetry, isWholePage = false }: ErrorNoticeProps) {
  const { t } = useTexts('ui');
  const Title = isWholePage ? 'h1' : 'strong';
  return (
    <div role="alert" className={styles.notice}>
      <span className={styles.fail}>
        <Icon name="stop" size={24} />
      </span>
      <Title className={styles.title}>{t('state.failed', { what })}</Title>
      <p>{t('state.failedBody')}</p>
      <button type="button" className={styles.button} onClick={onRetry}>
        {t('state.retry')}
      </button>
      {requestId && <code className={styles.request}>{t('state.request', { id: requestId })}</code>}
      <Suspense>
        <CopyDetails what={what} requestId={requestId ?? null} />
      </Suspense>
    </div>
  );
}

type EmptyProps = { title: string; children?: ReactNode; isWholePage?: boolean };

/** Nothing there, and nothing wrong. */
export function Empty({ title, children, isWholePage = false }: EmptyProps) {
  const Title = isWholePage ? 'h1' : 'strong';
  return (
    <div className={styles.notice}>
      <Title className={styles.title}>{title}</Title>
      {children}
    </div>
  );
}
