import type { Config } from '@commonwatt/config/config';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/**
 * Refuses changes that another site makes a browser send: every request but GET and HEAD must name our own origin, as
 * browsers do, or one of APP_ORIGINS. Without PUBLIC_URL our origin is whatever host the request was sent to.
 */
export function registerOriginCheck(app: FastifyInstance, config: Config): void {
  app.addHook('onRequest', async (request, reply) => {
    if (request.method === 'GET' || request.method === 'HEAD') return;
    if (isOwnOrigin(request, config)) return;
    await reply.code(403).type('text/plain').send('This request does not come from a page of this server (Origin)');
  });
}

function isOwnOrigin(request: FastifyRequest, config: Config): boolean {
  const { origin } = request.headers;
  if (!origin) return false;
  if (config.APP_ORIGINS?.includes(origin)) return true;
  if (config.PUBLIC_URL) return origin === config.PUBLIC_URL;
  return URL.canParse(origin) && new URL(origin).host === request.host;
}
