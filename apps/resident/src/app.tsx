import { PartBoundary } from '@commonwatt/ui/notices/part-boundary.tsx';
import { residentBase } from '@commonwatt/ui/places.ts';
import { createQueryClient } from '@commonwatt/ui/query-client.ts';
import { withTexts } from '@commonwatt/ui/texts.ts';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { QueryClientProvider } from '@tanstack/react-query';
import { createTRPCOptionsProxy } from '@trpc/tanstack-react-query';
import { lazy, type ReactNode, Suspense } from 'react';
import { Route, Router, Switch } from 'wouter';
import { HomePage } from './features/home/home-page.tsx';
import { StartPage } from './features/home/start-page.tsx';
import { type Home, OwnHome } from './shell/own-home.tsx';
import { SignedIn } from './shell/signed-in.tsx';
import { TRPCProvider, trpcClient } from './trpc.ts';

/** What is loaded when it is opened, by the end of its address. */
const pages = {
  login: withTexts(['signIn', 'signInForm'], () => import('./features/sign-in/login-page.tsx')),
  sharing: withTexts(['sharing'], () => import('./features/sharing/sharing-page.tsx')),
  plan: withTexts(['plan', 'planChart'], () => import('./features/plan/plan-page.tsx')),
  alerts: withTexts(['alerts'], () => import('./features/alerts/alerts-page.tsx')),
  unsubscribe: withTexts(['mailsEnd'], () => import('./features/alerts/mails-end-page.tsx')),
  more: withTexts(['more', 'account'], () => import('./features/more/more-page.tsx')),
};

const LoginPage = lazy(() => pages.login().then((module) => ({ default: module.LoginPage })));
const SharingPage = lazy(() => pages.sharing().then((module) => ({ default: module.SharingPage })));
const PlanPage = lazy(() => pages.plan().then((module) => ({ default: module.PlanPage })));
const AlertsPage = lazy(() => pages.alerts().then((module) => ({ default: module.AlertsPage })));
const MailsEndPage = lazy(() => pages.unsubscribe().then((module) => ({ default: module.MailsEndPage })));
const MorePage = lazy(() => pages.more().then((module) => ({ default: module.MorePage })));

const queryClient = createQueryClient();

/** Asks for what the address will show, and who is there to see it, while the first texts are still on their way. */
export function preloadShownPage(): void {
  const page = window.location.pathname.split('/').at(-1) ?? '';
  // What cannot be had is told once it is needed.
  if (isPage(page)) pages[page]().catch(() => {});
  if (page === 'login' || page === 'unsubscribe') return;
  const options = createTRPCOptionsProxy({ client: trpcClient, queryClient }).signIn.current.queryOptions();
  void queryClient.prefetchQuery(options);
}

function isPage(name: string): name is keyof typeof pages {
  return Object.hasOwn(pages, name);
}

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
