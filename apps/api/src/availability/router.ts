import { z } from 'zod';
import { clusterProcedure, router } from '../trpc.ts';
import { daysSchema, readPeriod } from './period.ts';
import { readAvailability } from './read-availability.ts';

export const availabilityRouter = router({
  /** How long each unit, and all together, were up, down, unknown and not in service in a period of local days. */
  cluster: clusterProcedure.input(daysSchema).query(async ({ ctx, input }) => {
    const { deps, cluster } = ctx;
    const period = readPeriod(input, cluster.timeZone);
    const { units, ...all } = await readAvailability(deps.telemetry, cluster, { period, now: deps.now() });
    return { ...all, period, units: units.map(({ spans: _, ...unit }) => unit) };
  }),

  /** The spans that a unit's figures are made of, in order and without a gap, each with its reason. */
  unit: clusterProcedure
    .input(daysSchema)
    .input(z.object({ unitId: z.string().min(1).max(128) }))
    .query(async ({ ctx, input }) => {
      const { deps, cluster } = ctx;
      const period = readPeriod(input, cluster.timeZone);
      const units = cluster.units.filter(({ unitId }) => unitId === input.unitId);
      const { units: found } = await readAvailability(
        deps.telemetry,
        { ...cluster, units },
        { period, now: deps.now() },
      );
      return { period, unit: found[0] ?? null };
    }),
});
