import { PartBoundary } from '@commonwatt/ui/notices/part-boundary.tsx';
import { createQueryClient } from '@commonwatt/ui/query-client.ts';
import { withTexts } from '@commonwatt/ui/texts.ts';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { QueryClientProvider } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { Route, Switch } from 'wouter';
import { HomePage } from './features/home/home-page.tsx';
import { StartPage } from './features/home/start-page.tsx';
import { SignedIn } from './shell/signed-in.tsx';
import { TRPCProvider, trpcClient } from './trpc.ts';

const LoginPage = lazy(
  withTexts(['signIn', 'signInForm'], () =>
    import('./features/sign-in/login-page.tsx').then((module) => ({ default: module.LoginPage })),
  ),
);
const MorePage = lazy(
  withTexts(['more'], () => import('./features/more/more-page.tsx').then((module) => ({ default: module.MorePage }))),
);

const queryClient = createQueryClient();

/** The residents' app. A home is named by its whole chain of codes, since unit codes repeat between clusters. */
export function App() {
  const { t } = useTexts('shell');
  return (
    <QueryClientProvider client={queryClient}>
      <TRPCProvider trpcClient={trpcClient} queryClient={queryClient}>
        <Suspense>
          <Switch>
            <Route path="/login">
              <PartBoundary what={t('page')} isWholePage>
                <LoginPage />
              </PartBoundary>
            </Route>
            <Route path="/more">
              <SignedIn>
                <PartBoundary what={t('page')} isWholePage>
                  <MorePage />
                </PartBoundary>
              </SignedIn>
            </Route>
            <Route path="/:community/:cluster/:unit">
              {({ community, cluster, unit }) => (
                <SignedIn>
                  <HomePage home={{ communityId: community, clusterId: cluster, unitId: unit }} />
                </SignedIn>
              )}
            </Route>
            <Route>
              <SignedIn>
                <StartPage />
              </SignedIn>
            </Route>
          </Switch>
        </Suspense>
      </TRPCProvider>
    </QueryClientProvider>
  );
}
