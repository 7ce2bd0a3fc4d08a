import { countResidents } from '@commonwatt/database/communities';
import { historyDays } from '@commonwatt/domain/long-history';
import { codeSchema } from '@commonwatt/domain/refs';
import { refused } from '@commonwatt/domain/refusals';
import { findNewestUnitDocument } from '@commonwatt/telemetry/unit-data';
import { listUnitDetails } from '@commonwatt/telemetry/unit-details';
import { z } from 'zod';
import { clusterProcedure, router, unitProcedure } from '../trpc.ts';
import { readLongHistory } from './long-history.ts';
import { plainDocument } from './plain-document.ts';
import { readUnitDay } from './unit-day.ts';

/** One registered unit of a cluster whose zone matters. */
const unitOfClusterProcedure = clusterProcedure.input(z.object({ unitId: codeSchema })).use(({ ctx, input, next }) => {
  const { ref, units } = ctx.cluster;
  const { unitId } = input;
  if (!units.some((unit) => unit.unitId === unitId)) throw refused('NOT_FOUND', 'noUnit', { unit: unitId });
  return next({ ctx: { unit: { ...ref, unitId } } });
});

export const unitsRouter = router({
  /** How many accounts each registered unit of a cluster has; 0: nobody can see this home in the residents' app. */
  residents: clusterProcedure.query(async ({ ctx }) => {
    const counts = await countResidents(ctx.deps.database, ctx.cluster.ref);
    return ctx.cluster.units.map(({ unitId }) => ({ unitId, count: counts.get(unitId) ?? 0 }));
  }),

  /** What each registered unit of a cluster reported last beside what the live view shows; those that never did are missing. */
  details: clusterProcedure.query(({ ctx }) => {
    const { ref: cluster, units } = ctx.cluster;
    return listUnitDetails(ctx.deps.telemetry, { cluster, unitIds: units.map(({ unitId }) => unitId) });
  }),

  /** The newest document of a unit with every field its writer put in; null when it never reported. */
  document: unitProcedure.query(async ({ ctx, input }) => {
    const document = await findNewestUnitDocument(ctx.deps.telemetry, input.unit);
    return document === null ? null : plainDocument(document);
  }),

  /**
   * Some hours of a unit up to `untilMs` (epoch ms), if not given up to now: battery, solar, home use, AC grid and DC grid,
   * its deals meanwhile, and the levels of its plan.
   */
  day: unitOfClusterProcedure
    .input(
      z.object({ hours: z.number().int().min(1).max(48), untilMs: z.number().int().min(0).max(8.64e15).optional() }),
    )
    .query(({ ctx: { deps, unit, cluster }, input: { hours, untilMs } }) => {
      const until = untilMs === undefined ? deps.now() : new Date(untilMs);
      return readUnitDay(deps, { unit, timeZone: cluster.timeZone, hours, until });
    }),

  /** The battery, and solar and used energy, over the last days of the cluster's zone, today included. */
  longHistory: unitOfClusterProcedure
    .input(z.object({ days: z.literal(historyDays) }))
    .query(({ ctx: { deps, unit, cluster }, input: { days } }) =>
      readLongHistory(deps.telemetry, { unit, timeZone: cluster.timeZone, days, now: deps.now() }),
    ),
});
