import { errorCode, requestId } from '@commonwatt/ui/api-error.ts';
import { Loading } from '@commonwatt/ui/notices/notices.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useDeferredValue } from 'react';
import { Redirect, useLocation } from 'wouter';
import { useTRPC } from '../trpc.ts';
import { NotLoaded } from './not-loaded.tsx';
import { Offline } from './offline-page.tsx';

/** Shows its content to residents only; others go and sign in, and come back to where they wanted to go. */
export function SignedIn({ children }: { children: ReactNode }) {
  const trpc = useTRPC();
  const { t } = useTexts('shell');
  const [location] = useLocation();
  const current = useQuery(trpc.signIn.current.queryOptions());
  // The page that it opens is drawn in slices.
  const user = useDeferredValue(current.data);
  if (current.isError && errorCode(current.error) === null) return <Offline onRetry={() => void current.refetch()} />;
  if (current.isError) {
    return <NotLoaded what={t('page')} requestId={requestId(current.error)} onRetry={() => void current.refetch()} />;
  }
  if (user === undefined) return <Loading label={t('page')} height={400} />;
  if (!user?.isResident) return <Redirect to={`/login?next=${encodeURIComponent(location)}`} replace />;
  return children;
}
