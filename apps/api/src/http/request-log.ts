import type { FastifyInstance } from 'fastify';
import type { Deps } from '../deps.ts';
import { routeOf } from './route-of.ts';

/** Asked all the time by machines: worth a line only when something is wrong. */
const frequentRoutes = new Set(['/healthz', '/readyz', '/metrics', '/api/misc/scenario/currentData']);

/**
 * One line for each request when it has been answered, with its id, which answers carry as `x-request-id`. Routes and not
 * URLs are logged, and neither headers nor bodies: programs send passwords in both.
 */
export function registerRequestLog(app: FastifyInstance, { log }: Pick<Deps, 'log'>): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
  });

  app.addHook('onResponse', async (request, reply) => {
    const { statusCode: status } = reply;
    const route = routeOf(request);
    const level = status >= 500 ? 'warn' : status < 400 && frequentRoutes.has(route) ? 'debug' : 'info';
    const durationMs = Math.round(reply.elapsedTime);
    log[level](
      { requestId: request.id, method: request.method, route, status, durationMs, address: request.ip },
      'request',
    );
  });

  // Whoever goes away before the answer gets none, which the hook above is not told of.
  app.addHook('onRequestAbort', async (request) => {
    log.info(
      { requestId: request.id, method: request.method, route: routeOf(request), address: request.ip },
      'request aborted',
    );
  });
}
