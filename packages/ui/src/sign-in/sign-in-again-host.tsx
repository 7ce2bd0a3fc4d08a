import { lazy, Suspense, useSyncExternalStore } from 'react';
import { PartBoundary } from '../notices/part-boundary.tsx';
import { withTexts } from '../texts.ts';
import { useTexts } from '../use-texts.ts';
import { pageSession } from './page-session.ts';
import type { SignInAgainProps } from './sign-in-again.tsx';

const SignInAgain = lazy(
  withTexts(['signInAgain', 'signInForm'], () =>
    import('./sign-in-again.tsx').then((module) => ({ default: module.SignInAgain })),
  ),
);

/** Beside the pages of an app: the dialog that asks to sign in again, loaded when a session ends. */
export function SignInAgainHost(props: SignInAgainProps) {
  const { t } = useTexts('ui');
  const isOver = useSyncExternalStore(pageSession.subscribe, pageSession.isOver);
  if (!isOver) return null;
  return (
    <PartBoundary what={t('signInAgain')}>
      <Suspense>
        <SignInAgain {...props} />
      </Suspense>
    </PartBoundary>
  );
}
