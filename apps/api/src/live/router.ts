import { DomainError } from '@commonwatt/domain/domain-error';
import { isInScope } from '@commonwatt/domain/staff-scope';
import { tracked } from '@trpc/server';
import { z } from 'zod';
import { clusterProcedure, router } from '../trpc.ts';
import { watchSession } from './session-watch.ts';
import { streamCluster } from './viewer-stream.ts';

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
});
