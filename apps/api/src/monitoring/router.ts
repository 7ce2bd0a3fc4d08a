import { recordAudit } from '@commonwatt/database/audit';
import { listFailures, listOpenFailures } from '@commonwatt/database/failures';
import { listJobRuns } from '@commonwatt/database/job-runs';
import { readMessageQueue } from '@commonwatt/database/message-delivery';
import { listMonitorProgress } from '@commonwatt/database/monitor-rounds';
import { activateMonitor, deactivateMonitor, listMonitorSettings } from '@commonwatt/database/monitor-settings';
import { monitorTypes } from '@commonwatt/domain/monitoring/monitor-types';
import { z } from 'zod';
import { daysSchema, readPeriod } from '../availability/period.ts';
import { authorOf } from '../registry/table-router.ts';
import { clusterProcedure, router, staffProcedure } from '../trpc.ts';
import { messagesRouter } from './messages-router.ts';
import { recipientsRouter } from './recipients-router.ts';

export const monitoringRouter = router({
  /** Failures of a cluster that are not over, oldest first. */
  openFailures: clusterProcedure.query(({ ctx }) => listOpenFailures(ctx.deps.database, ctx.cluster.ref)),

  /** Failures of a cluster that touch a period of local days, oldest first. */
  failures: clusterProcedure.input(daysSchema).query(({ ctx, input }) => {
    const { fromMs, toMs } = readPeriod(input, ctx.cluster.timeZone);
    const period = { from: new Date(fromMs), to: new Date(toMs) };
    return listFailures(ctx.deps.database, { cluster: ctx.cluster.ref, ...period });
  }),

  /** The six monitors of a cluster: whether each is on, when it last succeeded, and why it cannot run. */
  monitors: clusterProcedure.query(async ({ ctx }) => {
    const { database } = ctx.deps;
    const [settings, progress] = await Promise.all([
      listMonitorSettings(database, ctx.cluster.ref),
      listMonitorProgress(database, ctx.cluster.ref),
    ]);
    return settings.map(({ type, isActive }) => {
      const {
        lastSuccessAt = null,
        lastError = null,
        lastErrorAt = null,
      } = (isActive && progress.find((one) => one.type === type)) || {};
      return { type, isActive, lastSuccessAt, lastError, lastErrorAt };
    });
  }),

  /** Switches a monitor of a cluster on or off. */
  setMonitor: clusterProcedure
    .input(z.object({ type: z.enum(monitorTypes), isActive: z.boolean() }))
    .mutation(async ({ ctx, input }) => {
      const { ref } = ctx.cluster;
      const { type, isActive } = input;
      await ctx.deps.database.$transaction(async (tx) => {
        if (isActive) await activateMonitor(tx, ref, type);
        else await deactivateMonitor(tx, ref, type);
        const target = `monitor ${ref.communityId}/${ref.clusterId}/${type}`;
        await recordAudit(tx, { ...authorOf(ctx), action: 'monitor.set', target, after: { isActive } });
      });
    }),

  recipients: recipientsRouter,
  messages: messagesRouter,

  /** How Commonwatt itself does: each job's last round, and what waits to be sent. */
  ownState: staffProcedure.query(async ({ ctx }) => {
    const { database, now } = ctx.deps;
    const [jobs, messages] = await Promise.all([listJobRuns(database), readMessageQueue(database, now())]);
    return { jobs, messages };
  }),
});
