import { auditSubject, recordAudit } from '@commonwatt/database/audit';
import {
  countOpenFailures,
  findFailure,
  listFailures,
  listOpenFailures,
  listOpenFailuresWithin,
  listOpenOwnFailures,
  takeFailure,
} from '@commonwatt/database/failures';
import { listJobRuns } from '@commonwatt/database/job-runs';
import { listMessagesOfFailure, readMessageQueue } from '@commonwatt/database/message-delivery';
import { listMonitorProgress } from '@commonwatt/database/monitor-rounds';
import {
  activateMonitor,
  deactivateMonitor,
  listLatestPeriods,
  listMonitorPeriods,
  listMonitorSettings,
} from '@commonwatt/database/monitor-settings';
import type { DomainError } from '@commonwatt/domain/domain-error';
import { monitorState } from '@commonwatt/domain/monitoring/monitor-state';
import { monitorTypes } from '@commonwatt/domain/monitoring/monitor-types';
import { textSchema } from '@commonwatt/domain/refs';
import { refused } from '@commonwatt/domain/refusals';
import { z } from 'zod';
import { authorOf } from '../author.ts';
import { daysSchema, readPeriod } from '../availability/period.ts';
import { rowId } from '../registry/table-router.ts';
import { clusterProcedure, router, staffProcedure, unlimitedStaffProcedure } from '../trpc.ts';
import { messagesRouter } from './messages-router.ts';
import { recipientsRouter } from './recipients-router.ts';

/** More are too many to look at, and to draw. */
const mostFailures = 5_000;
/** More than these are read on the page of their cluster. */
const mostInBell = 20;
const noteSchema = textSchema.trim().max(2_000, 'must have at most 2000 characters');
const takingSchema = z.object({
  takenBy: textSchema.max(150).nullable(),
  takenAt: z.date().nullable(),
  note: textSchema.max(2_000).nullable(),
});
const reasonSchema = textSchema.trim().min(1, 'must say why').max(500, 'must have at most 500 characters');

export const monitoringRouter = router({
  /** Failures of a cluster that are not over, oldest first. */
  openFailures: clusterProcedure.query(({ ctx }) => listOpenFailures(ctx.deps.database, ctx.cluster.ref)),

  /** How many failures are open in the clusters of the caller, and the newest of them; for all, Commonwatt's own too. */
  openEverywhere: staffProcedure.query(async ({ ctx }) => {
    const { database } = ctx.deps;
    const { scope } = ctx.session.user;
    const [counts, newest, own] = await Promise.all([
      countOpenFailures(database, scope),
      listOpenFailuresWithin(database, scope, { limit: mostInBell }),
      scope === 'all' ? listOpenOwnFailures(database, { limit: mostInBell }) : [],
    ]);
    return { count: counts.reduce((sum, { count }) => sum + count, own.length), newest, own };
  }),

  /** Failures of a cluster that touch a period of local days, oldest first; of very many the newest. */
  failures: clusterProcedure.input(daysSchema).query(({ ctx, input }) => {
    const { fromMs, toMs } = readPeriod(input, ctx.cluster.timeZone);
    const period = { from: new Date(fromMs), to: new Date(toMs) };
    return listFailures(ctx.deps.database, { cluster: ctx.cluster.ref, ...period, limit: mostFailures });
  }),

  /** When each monitor of a cluster was on in a period of local days, oldest first, and how long that period is. */
  periods: clusterProcedure.input(daysSchema).query(async ({ ctx, input }) => {
    const period = readPeriod(input, ctx.cluster.timeZone);
    const span = { from: new Date(period.fromMs), to: new Date(period.toMs) };
    return { period, monitors: await listMonitorPeriods(ctx.deps.database, ctx.cluster.ref, span) };
  }),

  /** A failure, and what was sent about it. */
  failure: clusterProcedure.input(z.object({ id: rowId })).query(async ({ ctx, input }) => {
    const failure = await findFailure(ctx.deps.database, ctx.cluster.ref, input.id);
    if (!failure) throw noFailure(input.id);
    return { failure, messages: await listMessagesOfFailure(ctx.deps.database, failure.id) };
  }),

  /**
   * The caller looks after a failure from now on; with a note for the others. `expected` is who had it when they decided so:
   * another one's note is not overwritten unseen.
   */
  takeFailure: clusterProcedure
    .input(z.object({ id: rowId, note: noteSchema, expected: takingSchema }))
    .mutation(async ({ ctx, input: { id, note, expected } }) => {
      const { actor, at } = authorOf(ctx);
      return ctx.deps.database.$transaction(async (tx) => {
        if (!(await findFailure(tx, ctx.cluster.ref, id))) throw noFailure(id);
        const taking = { takenBy: actor.username, takenAt: at, note: note === '' ? null : note };
        const after = await takeFailure(tx, { id, expected, taking });
        await recordAudit(tx, {
          ...authorOf(ctx),
          action: 'failure.take',
          target: `failure ${after.id} of ${after.communityCode}/${after.clusterCode}`,
          subject: auditSubject('failure', after.id),
          communityCode: after.communityCode,
          before: { takenBy: expected.takenBy, note: expected.note },
          after: { takenBy: after.takenBy, note: after.note },
        });
        return after;
      });
    }),

  /** The six monitors of a cluster: whether each is on, since when or who paused it and why, its rounds, its trouble. */
  monitors: clusterProcedure.query(async ({ ctx }) => {
    const { database } = ctx.deps;
    const [settings, progress, periods] = await Promise.all([
      listMonitorSettings(database, ctx.cluster.ref),
      listMonitorProgress(database, ctx.cluster.ref),
      listLatestPeriods(database, ctx.cluster.ref),
    ]);
    const of = <T extends { type: string }>(rows: readonly T[], type: string) => rows.find((row) => row.type === type);
    return settings.map(({ type, isActive }) => ({
      type,
      ...monitorState(isActive, { latestPeriod: of(periods, type), progress: of(progress, type) }),
    }));
  }),

  /** Switches a monitor of a cluster on, or off for a reason. */
  setMonitor: clusterProcedure
    .input(
      z.discriminatedUnion('isActive', [
        z.object({ type: z.enum(monitorTypes), isActive: z.literal(true) }),
        z.object({ type: z.enum(monitorTypes), isActive: z.literal(false), reason: reasonSchema }),
      ]),
    )
    .mutation(async ({ ctx, input }) => {
      const { ref } = ctx.cluster;
      const { type } = input;
      const { actor, at } = authorOf(ctx);
      await ctx.deps.database.$transaction(async (tx) => {
        const end = input.isActive ? null : { at, by: actor.username, reason: input.reason };
        if (end) await deactivateMonitor(tx, ref, { type, ...end });
        else await activateMonitor(tx, ref, { type, at });
        const target = `monitor ${ref.communityId}/${ref.clusterId}/${type}`;
        const after = end ? { isActive: false, reason: end.reason } : { isActive: true };
        await recordAudit(tx, {
          ...authorOf(ctx),
          action: 'monitor.set',
          target,
          communityCode: ref.communityId,
          after,
        });
      });
    }),

  recipients: recipientsRouter,
  messages: messagesRouter,

  /** How Commonwatt itself does: what fails, each job's last round, and what waits to be sent. */
  ownState: unlimitedStaffProcedure.query(async ({ ctx }) => {
    const { database, now } = ctx.deps;
    const [failures, jobs, messages] = await Promise.all([
      listOpenOwnFailures(database, { limit: mostInBell }),
      listJobRuns(database),
      readMessageQueue(database, now()),
    ]);
    return { failures, jobs, messages };
  }),
});

function noFailure(failureId: number): DomainError {
  return refused('NOT_FOUND', 'noFailure', { failure: failureId });
}
