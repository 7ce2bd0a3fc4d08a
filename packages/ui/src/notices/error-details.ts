import type { Translate } from '../texts.ts';
import type { FailedRequest } from './failed-requests.ts';

type Circumstances = {
  what: string;
  requestId: string | null;
  failed: FailedRequest | null;
  /** When the notice was seen: for a failure of which nothing else is known. */
  seenAt: Date;
  page: Pick<Location, 'origin' | 'pathname'>;
  browser: string;
};

/**
 * A failure in lines that can be sent to someone who can help. Of the page its address alone: what follows it may be secret,
 * as a link to a set-up is.
 */
export function errorDetails(circumstances: Circumstances, t: Translate<'errorDetails'>): string {
  const { what, requestId, failed, seenAt, page, browser } = circumstances;
  return [
    t('what', { what }),
    t('at', { time: (failed?.at ?? seenAt).toISOString() }),
    t('page', { page: page.origin + page.pathname }),
    ...(failed ? [t('asked', { path: failed.path })] : []),
    ...(failed?.answer ? [t('answered', { ...failed.answer, message: failed.message })] : []),
    ...(failed && !failed.answer ? [t('notAnswered', { message: failed.message })] : []),
    ...(requestId === null ? [] : [t('request', { id: requestId })]),
    t('browser', { browser }),
  ].join('\n');
}
