import { PartBoundary } from '@commonwatt/ui/notices/part-boundary.tsx';
import { residentBase } from '@commonwatt/ui/places.ts';
import { createQueryClient } from '@commonwatt/ui/query-client.ts';
import { SignInAgainHost } from '@commonwatt/ui/sign-in/sign-in-again-host.tsx';
import { type Namespace, withTexts } from '@commonwatt/ui/texts.ts';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { QueryClientProvider } from '@tanstack/react-query';
import { type ComponentType, lazy, type ReactNode, Suspense } from 'react';
import { Route, Router, Switch } from 'wouter';
import { HomePage } from './features/home/home-page.tsx';
import { StartPage } from './features/home/start-page.tsx';
import { pages } from './pages.ts';
import { type Home, OwnHome } from './shell/own-home.tsx';
import { SignedIn } from './shell/signed-in.tsx';
import { TRPCProvider, trpcClient } from './trpc.ts';

/** A page that is loaded, with its texts, when it is opened. */
function lazyPage<Module, Props>(
  { texts, load }: { texts: readonly Namespace[]; load: () => Promise<Module> },
  pageOf: (module: Module) => ComponentType<Props>,
) {
  return lazy(withTexts(texts, () => load().then((module) => ({ default: pageOf(module) }))));
}

const LoginPage = lazyPage(pages.login, (module) => module.LoginPage);
const SharingPage = lazyPage(pages.sharing, (module) => module.SharingPage);
const PlanPage = lazyPage(pages.plan, (module) => module.PlanPage);
const AlertsPage = lazyPage(pages.alerts, (module) => module.AlertsPage);
const MailsEndPage = lazyPage(pages.unsubscribe, (module) => module.MailsEndPage);
const MorePage = lazyPage(pages.more, (module) => module.MorePage);

const queryClient = createQueryClient();

/** The residents' app. A home is named by its whole chain of codes, since unit codes repeat between clusters. */
export function App() {
  return (
    <QueryClientProvider client={queryClient}>
      <TRPCProvider trpcClient={trpcClient} queryClient={queryClient}>
        <Suspense>
          <Router base={residentBase.slice(0, -1)}>
            <Switch>
              <Route path="/login">
                <Page>
                  <LoginPage />
                </Page>
              </Route>
              <Route path="/unsubscribe">
                <Page>
                  <MailsEndPage />
                </Page>
              </Route>
              <Route path="/more">
                <SignedIn>
                  <Page>
                    <MorePage home={null} />
                  </Page>
                </SignedIn>
              </Route>
              {homeRoute('', (home, homes) => (
                <HomePage home={home} homes={homes} />
              ))}
              {homeRoute('/sharing', (home, homes) => (
                <SharingPage home={home} homes={homes} />
              ))}
              {homeRoute('/plan', (home, homes) => (
                <PlanPage home={home} homes={homes} />
              ))}
              {homeRoute('/alerts', (home, homes) => (
                <AlertsPage home={home} homes={homes} />
              ))}
              {homeRoute('/more', ({ ref }) => (
                <MorePage home={ref} />
              ))}
              <Route>
                <SignedIn>
                  <StartPage />
                </SignedIn>
              </Route>
            </Switch>
          </Router>
        </Suspense>
        <SignInAgainHost app="resident" send={trpcClient.signIn.signIn.mutate} loginPath={`${residentBase}login`} />
      </TRPCProvider>
    </QueryClientProvider>
  );
}

/** A page about one home of the signed-in resident; a `Switch` wants its routes as direct children. */
function homeRoute(page: string, show: (home: Home, homes: Home[]) => ReactNode) {
  return (
    <Route path={`/:community/:cluster/:unit${page}`}>
      {({ community, cluster, unit }) => (
        <SignedIn>
          <OwnHome home={{ communityId: community ?? '', clusterId: cluster ?? '', unitId: unit ?? '' }}>
            {(home, homes) => <Page>{show(home, homes)}</Page>}
          </OwnHome>
        </SignedIn>
      )}
    </Route>
  );
}

/** What is loaded when it is opened. */
function Page({ children }: { children: ReactNode }) {
  const { t } = useTexts('shell');
  return (
    <PartBoundary what={t('page')} isWholePage>
      {children}
    </PartBoundary>
  );
}
