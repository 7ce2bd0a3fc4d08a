import type { FastifyInstance } from 'fastify';
import type { Deps } from '../deps.ts';

type PartState = { part: string; isReady: boolean };

/** `/healthz`: the process answers. `/readyz`: both stores answer too; 503 names the one that does not. */
export function registerHealth(app: FastifyInstance, deps: Deps): void {
  app.get('/healthz', async (_request, reply) => reply.header('cache-control', 'no-store').send({ status: 'ok' }));

  app.get('/readyz', async (_request, reply) => {
    const parts = await Promise.all([
      check('postgresql', () => deps.database.$queryRaw`SELECT 1`, deps),
      check('mongodb', () => deps.telemetry.db.command({ ping: 1 }), deps),
    ]);
    const isReady = parts.every((part) => part.isReady);
    return reply
      .code(isReady ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({ status: isReady ? 'ready' : 'not ready', parts });
  });
}

async function check(part: string, ask: () => PromiseLike<unknown>, { log }: Deps): Promise<PartState> {
  try {
    await ask();
    return { part, isReady: true };
  } catch (error) {
    log.warn({ err: error, part }, 'a part is not ready');
    return { part, isReady: false };
  }
}
