import { adminBase } from '@commonwatt/ui/places.ts';
import { withTexts } from '@commonwatt/ui/texts.ts';
import {
  type AnyRoute,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import * as z from 'zod/mini';
import { availabilitySearchSchema } from './features/availability/availability-search.ts';
import { dealsSearchSchema } from './features/deals/deals-search.ts';
import { liveSearchSchema } from './features/live/live-search.ts';
import { logsSearchSchema } from './features/logs/logs-search.ts';
import { monitoringSearchSchema } from './features/monitoring/monitoring-search.ts';
import { auditSearchSchema, registrySearchSchema } from './features/registry/registry-search.ts';
import { scenariosSearchSchema } from './features/scenarios/scenarios-search.ts';
import { StartPage } from './features/start/start-page.tsx';
import { unitSearchSchema } from './features/units/unit-search.ts';
import { unitsSearchSchema } from './features/units/units-search.ts';
import { askForCurrentUser, findCurrentUser } from './shell/current-user.ts';
import { NotFoundPage } from './shell/not-found-page.tsx';

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFoundPage });

/** Everything but signing in needs a staff user; who is not one comes back to where they wanted to go. */
const staff = createRoute({
  getParentRoute: () => root,
  id: 'staff',
  beforeLoad: async ({ location }) => {
    const user = await findCurrentUser();
    if (!user?.isStaff) throw redirect({ to: '/login', search: { next: location.publicHref } });
    return { user };
  },
});

const searchText = z.catch(z.optional(z.string().check(z.maxLength(100))), undefined);

const start = createRoute({
  getParentRoute: () => staff,
  path: '/',
  /** A name of `clusterScreens`: the addresses of the old pages lead here with it. */
  validateSearch: z.object({ screen: z.catch(z.optional(z.string()), undefined), q: searchText }),
  component: StartPage,
});

const community = createRoute({
  getParentRoute: () => staff,
  path: '/$community',
  validateSearch: z.object({ q: searchText }),
  component: lazyRouteComponent(
    withTexts(['overview', 'parts'], () => import('./features/overview/community-page.tsx')),
    'CommunityPage',
  ),
});

export const liveRoute = createRoute({
  getParentRoute: () => staff,
  path: '/$community/$cluster/live',
  validateSearch: liveSearchSchema,
  component: lazyRouteComponent(
    withTexts(['live', 'cluster'], () => import('./features/live/live-page.tsx')),
    'LivePage',
  ),
});

const units = createRoute({
  getParentRoute: () => staff,
  path: '/$community/$cluster/units',
  validateSearch: unitsSearchSchema,
  component: lazyRouteComponent(
    withTexts(['units', 'parts'], () => import('./features/units/units-page.tsx')),
    'UnitsPage',
  ),
});

const unit = createRoute({
  getParentRoute: () => staff,
  path: '/$community/$cluster/units/$unit',
  validateSearch: unitSearchSchema,
  component: lazyRouteComponent(
    withTexts(
      ['units', 'availability', 'deals', 'monitoring', 'parts'],
      () => import('./features/units/unit-page.tsx'),
    ),
    'UnitPage',
  ),
});

const availability = createRoute({
  getParentRoute: () => staff,
  path: '/$community/$cluster/availability',
  validateSearch: availabilitySearchSchema,
  component: lazyRouteComponent(
    withTexts(['availability', 'parts'], () => import('./features/availability/availability-page.tsx')),
    'AvailabilityPage',
  ),
});

const deals = createRoute({
  getParentRoute: () => staff,
  path: '/$community/$cluster/deals',
  validateSearch: dealsSearchSchema,
  component: lazyRouteComponent(
    withTexts(['deals', 'parts'], () => import('./features/deals/deals-page.tsx')),
    'DealsPage',
  ),
});

const monitoring = createRoute({
  getParentRoute: () => staff,
  path: '/$community/$cluster/monitoring',
  validateSearch: monitoringSearchSchema,
  component: lazyRouteComponent(
    withTexts(['monitoring', 'monitoringTabs', 'parts'], () => import('./features/monitoring/monitoring-page.tsx')),
    'MonitoringPage',
  ),
});

const logs = createRoute({
  getParentRoute: () => staff,
  path: '/$community/$cluster/monitoring/logs',
  validateSearch: logsSearchSchema,
  component: lazyRouteComponent(
    withTexts(['logs', 'monitoringTabs', 'parts'], () => import('./features/logs/logs-page.tsx')),
    'LogsPage',
  ),
});

const messages = createRoute({
  getParentRoute: () => staff,
  path: '/$community/$cluster/monitoring/messages',
  component: lazyRouteComponent(
    withTexts(
      ['messages', 'monitoring', 'monitoringTabs', 'refusals', 'parts'],
      () => import('./features/messages/messages-page.tsx'),
    ),
    'MessagesPage',
  ),
});

const registryTexts = ['registry', 'refusals', 'parts'] as const;

const registry = createRoute({
  getParentRoute: () => staff,
  path: '/registry',
  beforeLoad: () => {
    throw redirect({ to: '/registry/$table', params: { table: 'communities' } });
  },
});

const registryTable = createRoute({
  getParentRoute: () => staff,
  path: '/registry/$table',
  validateSearch: registrySearchSchema,
  component: lazyRouteComponent(
    withTexts(registryTexts, () => import('./features/registry/registry-page.tsx')),
    'RegistryPage',
  ),
});

const batch = createRoute({
  getParentRoute: () => staff,
  path: '/registry/batch',
  component: lazyRouteComponent(
    withTexts(registryTexts, () => import('./features/registry/batch-page.tsx')),
    'BatchPage',
  ),
});

const audit = createRoute({
  getParentRoute: () => staff,
  path: '/registry/audit',
  validateSearch: auditSearchSchema,
  component: lazyRouteComponent(
    withTexts(registryTexts, () => import('./features/registry/audit-page.tsx')),
    'AuditPage',
  ),
});

const scenarios = createRoute({
  getParentRoute: () => staff,
  path: '/$community/$cluster/scenarios',
  validateSearch: scenariosSearchSchema,
  component: lazyRouteComponent(
    withTexts(['scenarios', 'planChart', 'refusals', 'parts'], () => import('./features/scenarios/scenarios-page.tsx')),
    'ScenariosPage',
  ),
});

const settings = createRoute({
  getParentRoute: () => staff,
  path: '/settings',
  component: lazyRouteComponent(
    withTexts(['settings', 'account'], () => import('./features/settings/settings-page.tsx')),
    'SettingsPage',
  ),
});

const login = createRoute({
  getParentRoute: () => root,
  path: '/login',
  validateSearch: z.object({ next: z.catch(z.optional(z.string()), undefined) }),
  component: lazyRouteComponent(
    withTexts(['signIn', 'signInForm'], () => import('./features/sign-in/login-page.tsx')),
    'LoginPage',
  ),
});

const setup = createRoute({
  getParentRoute: () => root,
  path: '/setup',
  validateSearch: z.object({ token: z.catch(z.optional(z.string()), undefined) }),
  component: lazyRouteComponent(
    withTexts(['signIn', 'signInForm'], () => import('./features/sign-in/setup-page.tsx')),
    'SetupPage',
  ),
});

export const router = createRouter({
  routeTree: root.addChildren([
    staff.addChildren([
      start,
      community,
      liveRoute,
      units,
      unit,
      deals,
      availability,
      monitoring,
      logs,
      messages,
      scenarios,
      registry,
      registryTable,
      batch,
      audit,
      settings,
    ]),
    login,
    setup,
  ]),
  basepath: adminBase,
  trailingSlash: 'never',
});

/** Asks for what the address will show, and who is there to see it, while the first texts are still on their way. */
export function preloadShownPage(): void {
  const routes: Record<string, AnyRoute> = router.routesById;
  for (const { routeId } of router.matchRoutes(router.latestLocation)) {
    if (routeId === staff.id) askForCurrentUser();
    // What cannot be had is told once it is needed.
    routes[routeId]?.options.component?.preload?.()?.catch(() => {});
  }
}

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
