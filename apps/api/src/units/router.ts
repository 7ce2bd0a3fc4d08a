import { countResidents, findClusterInScope } from '@commonwatt/database/communities';
import { DomainError } from '@commonwatt/domain/domain-error';
import { historyDays } from '@commonwatt/domain/long-history';
import { findNewestUnitDocument } from '@commonwatt/telemetry/unit-data';
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
  longHistory: unitProcedure.input(z.object({ days: z.literal(historyDays) })).query(async ({ ctx, input }) => {
    const { unit, days } = input;
    const cluster = await findClusterInScope(ctx.deps.database, ctx.session.user.scope, unit);
    if (!cluster) throw new DomainError('NOT_FOUND', `There is no unit ${unit.unitId}`);
    const { timeZone } = cluster;
    return readLongHistory(ctx.deps.telemetry, { unit, timeZone, days, now: ctx.deps.now() });
  }),
});
