import type { Params } from '@commonwatt/ui/ask-ahead.ts';
import type { Ask } from '@commonwatt/ui/early-answers.ts';

const homeOf = ({ community: communityId, cluster: clusterId, unit: unitId }: Params) => ({
  home: { communityId, clusterId, unitId },
});

/**
 * Where the pages are, how each is loaded when it is opened, with the texts it shows, and what it asks the api first.
 * `ahead.ts` asks for all of it before the app itself has come, so nothing else may be imported here. A public one is shown
 * to whoever is not signed in; the home comes with the app.
 */
export const pages = {
  login: {
    path: '/login',
    isPublic: true,
    texts: ['signIn', 'signInForm'],
    load: () => import('./features/sign-in/login-page.tsx'),
  },
  unsubscribe: {
    path: '/unsubscribe',
    isPublic: true,
    texts: ['mailsEnd'],
    load: () => import('./features/alerts/mails-end-page.tsx'),
  },
  home: {
    path: '/$community/$cluster/$unit',
    texts: [],
    asks: (params: Params): Ask[] => [
      ['home.today', homeOf(params)],
      ['home.plan', homeOf(params)],
    ],
    stream: (params: Params): Ask => ['home.live', homeOf(params)],
  },
  sharing: {
    path: '/$community/$cluster/$unit/sharing',
    texts: ['sharing'],
    load: () => import('./features/sharing/sharing-page.tsx'),
  },
  plan: {
    path: '/$community/$cluster/$unit/plan',
    texts: ['plan', 'planChart'],
    load: () => import('./features/plan/plan-page.tsx'),
    asks: (params: Params): Ask[] => [
      ['home.plans', homeOf(params)],
      ['home.lastDay', { ...homeOf(params), part: 'battery' }],
    ],
  },
  alerts: {
    path: '/$community/$cluster/$unit/alerts',
    texts: ['alerts'],
    load: () => import('./features/alerts/alerts-page.tsx'),
    asks: (params: Params): Ask[] => [['alertMails.current'], ['home.alerts', homeOf(params)]],
  },
  more: {
    path: '/$community/$cluster/$unit/more',
    texts: ['more', 'account'],
    load: () => import('./features/more/more-page.tsx'),
    asks: (): Ask[] => [['signIn.sessions']],
  },
} as const;
