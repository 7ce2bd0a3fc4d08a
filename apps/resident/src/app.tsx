import { createQueryClient } from '@commonwatt/ui/query-client.ts';
import { QueryClientProvider } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { Route, Switch } from 'wouter';
import { HomePage } from './features/home/home-page.tsx';
import { StartPage } from './features/home/start-page.tsx';
import { SignedIn } from './shell/signed-in.tsx';
import { TRPCProvider, trpcClient } from './trpc.ts';

const LoginPage = lazy(() =>
  import('./features/sign-in/login-page.tsx').then((module) => ({ default: module.LoginPage })),
);
const MorePage = lazy(() => import('./features/more/more-page.tsx').then((module) => ({ default: module.MorePage })));

const queryClient = createQueryClient();

/** The residents' app. A home is named by its whole chain of codes, since unit codes repeat between clusters. */
export function App() {
  return (
    <QueryClientProvider client={queryClient}>
      <TRPCProvider trpcClient={trpcClient} queryClient={queryClient}>
        <Suspense>
          <Switch>
            <Route path="/login">
              <LoginPage />
            </Route>
            <Route path="/more">
              <SignedIn>
                <MorePage />
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
