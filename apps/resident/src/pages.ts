/**
 * What is loaded when it is opened, by the end of its address, with the texts it shows. `ahead.ts` asks for it before the
 * app itself has come, so nothing else may be imported here. A public one is shown to whoever is not signed in.
 */
export const pages = {
  login: { isPublic: true, texts: ['signIn', 'signInForm'], load: () => import('./features/sign-in/login-page.tsx') },
  unsubscribe: { isPublic: true, texts: ['mailsEnd'], load: () => import('./features/alerts/mails-end-page.tsx') },
  sharing: { texts: ['sharing'], load: () => import('./features/sharing/sharing-page.tsx') },
  plan: { texts: ['plan', 'planChart'], load: () => import('./features/plan/plan-page.tsx') },
  alerts: { texts: ['alerts'], load: () => import('./features/alerts/alerts-page.tsx') },
  more: { texts: ['more', 'account'], load: () => import('./features/more/more-page.tsx') },
} as const;
