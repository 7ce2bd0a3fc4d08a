import { adminBase } from '@commonwatt/ui/places.ts';
import { withTexts } from '@commonwatt/ui/texts.ts';
import {
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
import { pages } from './pages.ts';
import { findCurrentUser, knowOutline } from './shell/current-user.ts';
import { FailedPage } from './shell/failed-page.tsx';
import { NotFoundPage } from './shell/not-found-page.tsx';
import { rememberedSearch, rememberSearch } from './shell/remembered-searches.ts';

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFoundPage });

/** Everything but signing in needs a staff user; who is not one comes back to where they wanted to go. */
const staff = createRoute({
  getParentRoute: () => root,
  id: 'staff',
  beforeLoad: async ({ location, matches }) => {
    // Before anything is waited for: the next click may come sooner.
    const shown = matches.at(-1);
    if (shown) rememberSearch(screenOf(shown), shown.search);
    const user = await findCurrentUser();
    if (!user?.isStaff) throw redirect({ to: '/login', search: { next: location.publicHref } });
    await knowOutline();
    return { user };
  },
});

/** What a search is remembered by; each table of the registry has filters of its own. */
function screenOf({ fullPath, params }: { fullPath: string; params: object }): string {
  return 'table' in params ? fullPath.replace('$table', String(params.table)) : fullPath;
}

/** How a page is loaded, together with its texts. */
function load<Path extends keyof typeof pages>(path: Path): (typeof pages)[Path]['load'] {
  return withTexts(pages[path].texts, pages[path].load as () => Promise<never>);
}

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
  component: lazyRouteComponent(load('/$community'), 'CommunityPage'),
});

export const liveRoute = createRoute({
  getParentRoute: () => staff,
  path: '/$community/$cluster/live',
  validateSearch: liveSearchSchema,
  component: lazyRouteComponent(load('/$community/$cluster/live'), 'LivePage'),
});

const units = createRoute({
  getParentRoute: () => staff,
  path: '/$community/$cluster/units',
  validateSearch: unitsSearchSchema,
  component: lazyRouteComponent(load('/$community/$cluster/units'), 'UnitsPage'),
});

const unit = createRoute({
  getParentRoute: () => staff,
  path: '/$community/$cluster/units/$unit',
  validateSearch: unitSearchSchema,
  component: lazyRouteComponent(load('/$community/$cluster/units/$unit'), 'UnitPage'),
});

const availability = createRoute({
  getParentRoute: () => staff,
  path: '/$community/$cluster/availability',
  validateSearch: availabilitySearchSchema,
  component: lazyRouteComponent(load('/$community/$cluster/availability'), 'AvailabilityPage'),
});

const deals = createRoute({
  getParentRoute: () => staff,
  path: '/$community/$cluster/deals',
  validateSearch: dealsSearchSchema,
  component: lazyRouteComponent(load('/$community/$cluster/deals'), 'DealsPage'),
});

const monitoring = createRoute({
  getParentRoute: () => staff,
  path: '/$community/$cluster/monitoring',
  validateSearch: monitoringSearchSchema,
  component: lazyRouteComponent(load('/$community/$cluster/monitoring'), 'MonitoringPage'),
});

const logs = createRoute({
  getParentRoute: () => staff,
  path: '/$community/$cluster/monitoring/logs',
  validateSearch: logsSearchSchema,
  component: lazyRouteComponent(load('/$community/$cluster/monitoring/logs'), 'LogsPage'),
});

const messages = createRoute({
  getParentRoute: () => staff,
  path: '/$community/$cluster/monitoring/messages',
  component: lazyRouteComponent(load('/$community/$cluster/monitoring/messages'), 'MessagesPage'),
});

const registry = createRoute({
  getParentRoute: () => staff,
  path: '/registry',
  beforeLoad: () => {
    const search = rememberedSearch('/registry/communities');
    throw redirect({ to: '/registry/$table', params: { table: 'communities' }, search });
  },
});

const registryTable = createRoute({
  getParentRoute: () => staff,
  path: '/registry/$table',
  validateSearch: registrySearchSchema,
  component: lazyRouteComponent(load('/registry/$table'), 'RegistryPage'),
});

const batch = createRoute({
  getParentRoute: () => staff,
  path: '/registry/batch',
  component: lazyRouteComponent(load('/registry/batch'), 'BatchPage'),
});

const audit = createRoute({
  getParentRoute: () => staff,
  path: '/registry/audit',
  validateSearch: auditSearchSchema,
  component: lazyRouteComponent(load('/registry/audit'), 'AuditPage'),
});

const scenarios = createRoute({
  getParentRoute: () => staff,
  path: '/$community/$cluster/scenarios',
  validateSearch: scenariosSearchSchema,
  component: lazyRouteComponent(load('/$community/$cluster/scenarios'), 'ScenariosPage'),
});

const settings = createRoute({
  getParentRoute: () => staff,
  path: '/settings',
  component: lazyRouteComponent(load('/settings'), 'SettingsPage'),
});

const login = createRoute({
  getParentRoute: () => root,
  path: '/login',
  validateSearch: z.object({ next: z.catch(z.optional(z.string()), undefined) }),
  component: lazyRouteComponent(load('/login'), 'LoginPage'),
});

const setup = createRoute({
  getParentRoute: () => root,
  path: '/setup',
  validateSearch: z.object({ token: z.catch(z.optional(z.string()), undefined) }),
  component: lazyRouteComponent(load('/setup'), 'SetupPage'),
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
  defaultErrorComponent: FailedPage,
  trailingSlash: 'never',
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
