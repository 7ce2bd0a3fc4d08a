import { packSpans } from '@commonwatt/domain/packed-spans';
import { codeSchema } from '@commonwatt/domain/refs';
import { z } from 'zod';
import { clusterProcedure, router } from '../trpc.ts';
import { periodSchema, readPeriod } from './period.ts';
import { readAvailability, readAvailabilityTimes } from './read-availability.ts';

const periodProcedure = clusterProcedure.input(z.object({ period: periodSchema })).use(({ ctx, input, next }) => {
  return next({ ctx: { ...ctx, period: readPeriod(input.period, ctx.cluster.timeZone), now: ctx.deps.now() } });
});

export const availabilityRouter = router({
  /**
   * How long each unit, and all together, were up, down, unknown and not in service in a period, and when each unit was
   * what. `nowMs` is the instant from which on everything is still to come.
   */
  cluster: periodProcedure.query(async ({ ctx }) => {
    const { deps, cluster, period, now } = ctx;
    const { units, ...all } = await readAvailability(deps.telemetry, cluster, { period, now });
    const packed = units.map(({ spans, downtimes: _, ...unit }) => ({ ...unit, spans: packSpans(spans) }));
    return { ...all, period, nowMs: now.getTime(), units: packed };
  }),

  /** How available each unit was: the shares alone, for lists of units that show more than that. */
  rates: periodProcedure.query(async ({ ctx }) => {
    const { deps, cluster, period, now } = ctx;
    const { units } = await readAvailabilityTimes(deps.telemetry, cluster, { period, now });
    return { period, units: units.map(({ unitId, rate }) => ({ unitId, rate })) };
  }),

  /** The figures of all units together, to compare another period with. */
  total: periodProcedure.query(async ({ ctx }) => {
    const { deps, cluster, period, now } = ctx;
    const { times, rate } = await readAvailabilityTimes(deps.telemetry, cluster, { period, now });
    return { period, times, rate };
  }),

  /**
   * The spans that a unit's figures are made of, in order and without a gap, each with its reason; and the downtimes that
   * touch the period as they are stored, which may begin before it and end after it.
   */
  unit: periodProcedure.input(z.object({ unitId: codeSchema })).query(async ({ ctx, input }) => {
    const { deps, cluster, period, now } = ctx;
    const units = cluster.units.filter(({ unitId }) => unitId === input.unitId);
    const { units: found } = await readAvailability(deps.telemetry, { ...cluster, units }, { period, now });
    const [unit] = found.map((one) => ({ ...one, downtimes: one.downtimes.map(({ unitId: _, ...rest }) => rest) }));
    return { period, nowMs: now.getTime(), unit: unit ?? null };
  }),
});
