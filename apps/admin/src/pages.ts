const registryTexts = ['registry', 'refusals', 'parts'] as const;

/**
 * The pages by the pattern of their address, those with a fixed one first: each with the texts it shows, loaded when it is
 * to be shown. `ahead.ts` asks for them before the app itself has come, so nothing else may be imported here. A public one is shown to whoever is not signed in.
 */
export const pages = {
  // What it shows in the end: all clusters, unless there is just one.
  '/': {
    texts: ['overview', 'parts'],
    load: () => import('./features/overview/overview.tsx'),
  },
  '/login': {
    isPublic: true,
    texts: ['signIn', 'signInForm'],
    load: () => import('./features/sign-in/login-page.tsx'),
  },
  '/setup': {
    isPublic: true,
    texts: ['signIn', 'signInForm'],
    load: () => import('./features/sign-in/setup-page.tsx'),
  },
  '/settings': {
    texts: ['settings', 'account'],
    load: () => import('./features/settings/settings-page.tsx'),
  },
  // Leads to the first table.
  '/registry': {
    texts: registryTexts,
    load: () => import('./features/registry/registry-page.tsx'),
  },
  '/registry/batch': {
    texts: registryTexts,
    load: () => import('./features/registry/batch-page.tsx'),
  },
  '/registry/audit': {
    texts: registryTexts,
    load: () => import('./features/registry/audit-page.tsx'),
  },
  '/registry/$table': {
    texts: registryTexts,
    load: () => import('./features/registry/registry-page.tsx'),
  },
  '/$community': {
    texts: ['overview', 'parts'],
    load: () => import('./features/overview/community-page.tsx'),
  },
  '/$community/$cluster/live': {
    texts: ['live', 'cluster'],
    load: () => import('./features/live/live-page.tsx'),
  },
  '/$community/$cluster/units': {
    texts: ['units', 'parts'],
    load: () => import('./features/units/units-page.tsx'),
  },
  '/$community/$cluster/units/$unit': {
    texts: ['units', 'availability', 'deals', 'monitoring', 'parts'],
    load: () => import('./features/units/unit-page.tsx'),
  },
  '/$community/$cluster/availability': {
    texts: ['availability', 'parts'],
    load: () => import('./features/availability/availability-page.tsx'),
  },
  '/$community/$cluster/deals': {
    texts: ['deals', 'parts'],
    load: () => import('./features/deals/deals-page.tsx'),
  },
  '/$community/$cluster/monitoring': {
    texts: ['monitoring', 'monitoringTabs', 'parts'],
    load: () => import('./features/monitoring/monitoring-page.tsx'),
  },
  '/$community/$cluster/monitoring/logs': {
    texts: ['logs', 'monitoringTabs', 'parts'],
    load: () => import('./features/logs/logs-page.tsx'),
  },
  '/$community/$cluster/monitoring/messages': {
    texts: ['messages', 'monitoring', 'monitoringTabs', 'refusals', 'parts'],
    load: () => import('./features/messages/messages-page.tsx'),
  },
  '/$community/$cluster/scenarios': {
    texts: ['scenarios', 'planChart', 'refusals', 'parts'],
    load: () => import('./features/scenarios/scenarios-page.tsx'),
  },
} as const;
