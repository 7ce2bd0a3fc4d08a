import { alertMailsRouter } from './alert-mails/router.ts';
import { availabilityRouter } from './availability/router.ts';
import { communitiesRouter } from './communities/router.ts';
import { dealsRouter } from './deals/router.ts';
import { homeRouter } from './home/router.ts';
import { liveRouter } from './live/router.ts';
import { logsRouter } from './logs/router.ts';
import { monitoringRouter } from './monitoring/router.ts';
import { registryRouter } from './registry/router.ts';
import { scenariosRouter } from './scenarios/router.ts';
import { signInRouter } from './sign-in/router.ts';
import { router } from './trpc.ts';
import { unitsRouter } from './units/router.ts';

export const appRouter = router({
  signIn: signInRouter,
  communities: communitiesRouter,
  live: liveRouter,
  units: unitsRouter,
  home: homeRouter,
  alertMails: alertMailsRouter,
  availability: availabilityRouter,
  deals: dealsRouter,
  monitoring: monitoringRouter,
  logs: logsRouter,
  registry: registryRouter,
  scenarios: scenariosRouter,
});

export type AppRouter = typeof appRouter;
