import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Deps } from '../deps.ts';
import { isForgeryProof } from './csrf/check.ts';
import { neverCache, sendForgeryPage, sendText } from './replies.ts';

export type Handler = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>;

export type Endpoint = {
  url: string;
  /** Its one method, which is also what `Allow` names. */
  method: 'GET' | 'POST';
  /** An endpoint with GET that changes something may be asked by POST as well, with a token. */
  isChange?: true;
  /** False where the old server asked for no token: the program that calls it has none. */
  hasForgeryCheck?: false;
  /** False for the few answers that the old server did not mark. */
  isUncacheable?: false;
  handle: Handler;
};

export const everyMethod = ['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE'];
const unsafeMethods = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

/** Adds an endpoint with the first two checks of all of them: the token where something could be changed, the method. */
export function addEndpoint(app: FastifyInstance, deps: Deps, endpoint: Endpoint): void {
  const { url, method, isChange, hasForgeryCheck = true, isUncacheable = true, handle } = endpoint;
  const methods = new Set<string>(isChange ? [method, 'POST'] : [method]);
  app.route({
    method: everyMethod,
    url,
    exposeHeadRoute: false,
    async handler(request, reply) {
      if (isUncacheable) neverCache(reply, deps.now());
      if (hasForgeryCheck && unsafeMethods.has(request.method) && !isForgeryProof(deps, request)) {
        return sendForgeryPage(reply);
      }
      if (!methods.has(request.method)) return sendText(reply.header('allow', method), 405, '');
      return handle(request, reply);
    },
  });
}
