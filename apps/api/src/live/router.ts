import { listFailures } from '@commonwatt/database/failures';
import { DomainError } from '@commonwatt/domain/domain-error';
import { isInScope } from '@commonwatt/domain/staff-scope';
import { tracked } from '@trpc/server';
import { z } from 'zod';
import { clusterProcedure, router } from '../trpc.ts';
import { readReplayBlock, readReplayOverview } from './replay.ts';
import { watchSession } from './session-watch.ts';
import { streamCluster } from './viewer-stream.ts';

/** An instant, epoch ms, that a Date can hold. */
const pastMs = z.number().int().min(0).max(8.64e15);
const overviewSlots = 144;

export const liveRouter = router({
  /** A cluster as it is now and as it changes. `lastEventId` resumes where an earlier connection broke off. */
  cluster: clusterProcedure
    .input(z.object({ lastEventId: z.string().max(100).nullish() }))
    .subscription(async function* ({ ctx, input, signal = new AbortController().signal }) {
      const { hub, now } = ctx.deps;
      const { channel, release } = hub.watch(ctx.cluster.ref);
      try {
        const mayContinue = watchSession(ctx, ({ user }) => isInScope(user.scope, ctx.cluster.ref.communityId));
        const stream = streamCluster(channel, { resumeFrom: input.lastEventId ?? null, now, signal, mayContinue });
        for await (const { id, message } of stream) yield tracked(id, message);
        if (!signal.aborted) throw new DomainError('UNAUTHORIZED', 'Sign in again');
      } finally {
        release();
      }
    }),

  /** How a cluster was: what its viewers would have received from an instant on, for up to 15 minutes. */
  replayBlock: clusterProcedure.input(z.object({ fromMs: pastMs })).query(async ({ ctx, input }) => {
    const { telemetry, now } = ctx.deps;
    const nowMs = now().getTime();
    if (input.fromMs >= nowMs) throw new DomainError('BAD_REQUEST', 'There is no replay of what has not been yet');
    return readReplayBlock(telemetry, ctx.cluster, { fromMs: input.fromMs, nowMs });
  }),

  /** Some hours of a cluster at a glance, to find the instant to replay. */
  replayOverview: clusterProcedure
    .input(z.object({ toMs: pastMs, hours: z.union([z.literal(1), z.literal(24), z.literal(168)]) }))
    .query(async ({ ctx, input }) => {
      const { telemetry, database } = ctx.deps;
      const { ref } = ctx.cluster;
      const span = { fromMs: input.toMs - input.hours * 3_600_000, toMs: input.toMs };
      const period = { from: new Date(span.fromMs), to: new Date(span.toMs) };
      const [overview, failures] = await Promise.all([
        readReplayOverview(telemetry, ref, { ...span, slots: overviewSlots }),
        listFailures(database, { cluster: ref, ...period }),
      ]);
      return {
        ...overview,
        failures: failures.map(({ id, type, unitCode, detectedAt, closedAt }) => ({
          id,
          type,
          unitId: unitCode,
          detectedAt,
          closedAt,
        })),
      };
    }),
});
