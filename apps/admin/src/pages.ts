import type { Params } from '@commonwatt/ui/ask-ahead.ts';
import type { Ask } from '@commonwatt/ui/early-answers.ts';

const registryTexts = ['registry', 'refusals'] as const;

const clusterOf = ({ community: communityId, cluster: clusterId }: Params) => ({ communityId, clusterId });
const clusterStream = (params: Params): Ask => ['live.cluster', { cluster: clusterOf(params) }];
const openFailures = (params: Params): Ask => ['monitoring.openFailures', { cluster: clusterOf(params) }];

/**
 * The pages by the pattern of their address, those with a fixed one first: each with the texts it shows, loaded when it is
 * to be shown, and with what it asks the api first. `ahead.ts` asks for all of it before the app itself has come, so nothing
 * else may be imported here. A public one is shown to whoever is not signed in.
 */
export const pages = {
  // What it shows in the end: all clusters, unless there is just one.
  '/': {
    texts: ['overview'],
    load: () => import('./features/overview/overview.tsx'),
    asks: (): Ask[] => [['communities.overview']],
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
    texts: ['overview'],
    load: () => import('./features/overview/community-page.tsx'),
    asks: (): Ask[] => [['communities.overview']],
  },
  '/$community/$cluster/live': {
    texts: ['live', 'cluster'],
    load: () => import('./features/live/live-page.tsx'),
    asks: (params: Params): Ask[] => [openFailures(params)],
    stream: clusterStream,
  },
  '/$community/$cluster/units': {
    texts: ['units', 'live', 'cluster'],
    load: () => import('./features/units/units-page.tsx'),
    asks: (params: Params): Ask[] => [
      openFailures(params),
      ['scenarios.list', { communityId: params.community }],
      ['units.residents', { cluster: clusterOf(params) }],
    ],
    stream: clusterStream,
  },
  '/$community/$cluster/units/$unit': {
    texts: ['units', 'live', 'cluster', 'availability', 'deals', 'monitoring'],
    load: () => import('./features/units/unit-page.tsx'),
    asks: (params: Params): Ask[] => [
      openFailures(params),
      ['scenarios.list', { communityId: params.community }],
      ['units.residents', { cluster: clusterOf(params) }],
      ['logs.search', { cluster: clusterOf(params), unitId: params.unit, limit: 20 }],
    ],
    stream: clusterStream,
  },
  '/$community/$cluster/availability': {
    texts: ['availability'],
    load: () => import('./features/availability/availability-page.tsx'),
    asks: (params: Params): Ask[] => [openFailures(params)],
  },
  '/$community/$cluster/deals': {
    texts: ['deals'],
    load: () => import('./features/deals/deals-page.tsx'),
    asks: (params: Params): Ask[] => [openFailures(params)],
  },
  '/$community/$cluster/monitoring': {
    texts: ['monitoring'],
    load: () => import('./features/monitoring/monitoring-page.tsx'),
    asks: (params: Params): Ask[] => [openFailures(params), ['monitoring.monitors', { cluster: clusterOf(params) }]],
  },
  '/$community/$cluster/monitoring/logs': {
    texts: ['logs'],
    load: () => import('./features/logs/logs-page.tsx'),
    asks: (params: Params): Ask[] => [openFailures(params)],
  },
  '/$community/$cluster/monitoring/messages': {
    texts: ['messages', 'monitoring', 'refusals'],
    load: () => import('./features/messages/messages-page.tsx'),
    asks: (params: Params): Ask[] => [
      openFailures(params),
      ['monitoring.recipients.list', { communityId: params.community }],
      ['monitoring.messages.dead', { communityId: params.community }],
    ],
  },
  '/$community/$cluster/scenarios': {
    texts: ['scenarios', 'planChart', 'refusals'],
    load: () => import('./features/scenarios/scenarios-page.tsx'),
    asks: (params: Params): Ask[] => [openFailures(params), ['scenarios.list', { communityId: params.community }]],
  },
} as const;
