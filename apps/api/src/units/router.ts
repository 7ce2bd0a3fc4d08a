import { countResidents } from '@commonwatt/database/communities';
import { historyDays } from '@commonwatt/domain/long-history';
import { codeSchema } from '@commonwatt/domain/refs';
import { refused } from '@commonwatt/domain/refusals';
import { findNewestUnitDocument } from '@commonwatt/telemetry/unit-data';
import { listUnitDetails } from '@commonwatt/telemetry/unit-details';
import { z } from 'zod';
import { clusterProcedure, router, unitProcedure } from '../trpc.ts';
import { readUnitHistory } from './history.ts';
import { readLongHistory } from './long-history.ts';
import { plainDocument } from './plain-document.ts';

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

  /** Battery, solar, home use, AC grid and DC grid over some hours up to `untilMs` (epoch ms), if not given up to now. */
  history: unitProcedure
    .input(
      z.object({ hours: z.number().int().min(1).max(48), untilMs: z.number().int().min(0).max(8.64e15).optional() }),
    )
    .query(({ ctx, input }) => {
      const { unit, hours, untilMs } = input;
      const until = untilMs === undefined ? ctx.deps.now() : new Date(untilMs);
      return readUnitHistory(ctx.deps.telemetry, { unit, hours, until });
    }),

  /** The battery, and solar and used energy, over the last days of the cluster's zone, today included. */
  longHistory: clusterProcedure
    .input(z.object({ unitId: codeSchema, days: z.literal(historyDays) }))
    .query(async ({ ctx, input: { unitId, days } }) => {
      const { ref, timeZone, units } = ctx.cluster;
      if (!units.some((unit) => unit.unitId === unitId)) throw refused('NOT_FOUND', 'noUnit', { unit: unitId });
      return readLongHistory(ctx.deps.telemetry, { unit: { ...ref, unitId }, timeZone, days, now: ctx.deps.now() });
    }),
});
