import { listHomes } from '@commonwatt/database/communities';
import { findCurrentScenario } from '@commonwatt/database/scenarios';
import { DomainError } from '@commonwatt/domain/domain-error';
import { houseParts, quantityOfPart } from '@commonwatt/domain/house-parts';
import { codeSchema } from '@commonwatt/domain/refs';
import { isSameUnit } from '@commonwatt/domain/same-unit';
import { localDateSchema } from '@commonwatt/domain/time-zone';
import { z } from 'zod';
import { daysSchema } from '../availability/period.ts';
import { pageSchema, readPeriodOfDeals } from '../deals/search.ts';
import { watchSession } from '../live/session-watch.ts';
import { homeProcedure, residentProcedure, router } from '../trpc.ts';
import { readUnitHistory } from '../units/history.ts';
import { readHomeAlerts } from './alerts.ts';
import { listHomeDeals, readHomeDeal } from './deals.ts';
import { readHomeEnergy } from './energy.ts';
import { choosePlan, previewPlan, readPlans } from './plans.ts';
import { readHomeSharing } from './sharing.ts';
import { streamHome } from './stream.ts';
import { readToday } from './today.ts';

const scenarioIdSchema = z.number().int().positive().max(2_147_483_647);

export const homeRouter = router({
  /** The homes of the signed-in resident. */
  list: residentProcedure.query(({ ctx }) => listHomes(ctx.deps.database, ctx.session.user.id)),

  /** The own home as it is now and as it changes. */
  live: homeProcedure.subscription(async function* ({ ctx, input, signal = new AbortController().signal }) {
    const { hub, now } = ctx.deps;
    const { communityId, clusterId } = input.home;
    const { channel, release } = hub.watch({ communityId, clusterId });
    try {
      const mayContinue = watchSession(ctx, ({ user }) => user.homes.some((home) => isSameUnit(home, input.home)));
      yield* streamHome(channel, { unitId: input.home.unitId, now, signal, mayContinue });
      if (!signal.aborted) throw new DomainError('UNAUTHORIZED', 'Sign in again');
    } finally {
      release();
    }
  }),

  /** Energy since midnight in the zone of the cluster. */
  today: homeProcedure.query(({ ctx, input }) => {
    const { telemetry, now } = ctx.deps;
    return readToday(telemetry, { unit: input.home, timeZone: ctx.home.timeZone, now: now() });
  }),

  /** What the home gave and received by hour or day of a period of local days, beside averages. */
  sharing: homeProcedure.input(daysSchema).query(({ ctx, input }) => {
    const { telemetry, now } = ctx.deps;
    const period = readPeriodOfDeals(input, ctx.home.timeZone);
    return readHomeSharing(telemetry, ctx.home, { ...input, period, now: now() });
  }),

  /** What the home made, used, gave and received in the day, week, month or year that a day lies in. */
  energy: homeProcedure
    .input(z.object({ kind: z.enum(['day', 'week', 'month', 'year']), day: localDateSchema }))
    .query(({ ctx, input }) => {
      const { telemetry, now } = ctx.deps;
      return readHomeEnergy(telemetry, ctx.home, { ...input, now: now() });
    }),

  /** The own deals made in a period of local days, newest first, a page at a time. */
  deals: homeProcedure
    .input(daysSchema)
    .input(pageSchema.pick({ cursor: true, limit: true }))
    .query(({ ctx, input }) => {
      const { telemetry, now } = ctx.deps;
      const period = readPeriodOfDeals(input, ctx.home.timeZone);
      return listHomeDeals(telemetry, ctx.home, { ...input, period, now: now() });
    }),

  /** One own deal, step by step. */
  deal: homeProcedure.input(z.object({ dealId: codeSchema })).query(({ ctx, input }) => {
    const { telemetry, now } = ctx.deps;
    return readHomeDeal(telemetry, ctx.home, { dealId: input.dealId, now: now() });
  }),

  /** A part of the house over the last 24 hours: the level of the battery (%), or a power (W). */
  lastDay: homeProcedure.input(z.object({ part: z.enum(houseParts) })).query(async ({ ctx, input }) => {
    const { home: unit, part } = input;
    const history = await readUnitHistory(ctx.deps.telemetry, { unit, hours: 24, until: ctx.deps.now() });
    return { fromMs: history.fromMs, toMs: history.toMs, points: history.series[quantityOfPart[part]] };
  }),

  /** The plan (scenario) the home trades by; null when none is chosen. */
  plan: homeProcedure.query(async ({ ctx, input }) => {
    const scenario = await findCurrentScenario(ctx.deps.database, input.home);
    return scenario && { name: scenario.name, description: scenario.description };
  }),

  /** What concerns the home: what is the matter now, and what was in the last 30 days. */
  alerts: homeProcedure.query(({ ctx, input }) => readHomeAlerts(ctx.deps, input.home)),

  /** What the home may choose from, each as a picture of the day, and what is chosen. */
  plans: homeProcedure.query(({ ctx, input }) => readPlans(ctx.deps, input.home)),

  /** Chooses a plan, or none; answers what was chosen before, to undo it. */
  choosePlan: homeProcedure
    .input(z.object({ scenarioId: scenarioIdSchema.nullable() }))
    .mutation(({ ctx, input: { home, scenarioId } }) => {
      return choosePlan(ctx.deps, { home, scenarioId, actor: ctx.session.user, address: ctx.address });
    }),

  /** What the home would have wished for over the last week under a plan; null when that cannot be said. */
  planPreview: homeProcedure
    .input(z.object({ scenarioId: scenarioIdSchema }))
    .query(({ ctx, input: { home, scenarioId } }) => {
      return previewPlan(ctx.deps, { home, scenarioId, timeZone: ctx.home.timeZone });
    }),
});
