import { QueryClientContext } from '@tanstack/react-query';
import { useContext, useState } from 'react';
import { useTexts } from '../use-texts.ts';
import styles from './copy-details.module.css';
import { errorDetails } from './error-details.ts';
import { findFailedRequest } from './failed-requests.ts';

/** Copies what is known of a failure or, where the browser does not let a page do so, shows it to be copied by hand. */
export function CopyDetails({ what, requestId }: { what: string; requestId: string | null }) {
  const { t } = useTexts('errorDetails');
  // Around the whole app there is none.
  const asked = useContext(QueryClientContext)?.getQueryCache().getAll() ?? [];
  const [details] = useState(() => ({ seenAt: new Date(), failed: findFailedRequest(asked, requestId) }));
  const [outcome, setOutcome] = useState<'copied' | 'byHand' | null>(null);
  const text = errorDetails({ ...details, what, requestId, page: window.location, browser: navigator.userAgent }, t);
  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
      setOutcome('copied');
    } catch {
      // Not every address is one at which a page may: http, other than of this machine, is not.
      setOutcome('byHand');
    }
  }
  return (
    <>
      <button type="button" className={styles.copy} onClick={() => void copy()}>
        {t('copy')}
      </button>
      <span role="status" className={styles.said}>
        {outcome && t(outcome)}
      </span>
      {outcome === 'byHand' && (
        <textarea
          className={styles.text}
          aria-label={t('text')}
          readOnly
          rows={7}
          value={text}
          onFocus={({ target }) => target.select()}
        />
      )}
    </>
  );
}
