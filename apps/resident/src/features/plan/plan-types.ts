import type { AppRouter } from '@commonwatt/api/app-router';
import type { inferRouterOutputs } from '@trpc/server';

/** What a home may choose from, as the server says it. */
export type PlanList = inferRouterOutputs<AppRouter>['home']['plans'];
export type Plan = PlanList['plans'][number];
