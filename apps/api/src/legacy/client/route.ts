import type { FastifyInstance } from 'fastify';
import type { Deps } from '../../deps.ts';
import { isForgeryProof } from '../csrf/check.ts';
import { everyMethod } from '../endpoint.ts';
import { sendForgeryPage, sendText } from '../replies.ts';
import { type ClientRole, clientScript } from './script.ts';

const allow = 'GET, HEAD, OPTIONS';

/** `/api/staff/client.js` and `/api/resident/client.js`: for anybody, and the only ones that also know HEAD and OPTIONS. */
export function registerClientScripts(app: FastifyInstance, deps: Deps): void {
  for (const role of ['staff', 'resident'] as const satisfies readonly ClientRole[]) {
    const script = clientScript(role);
    app.route({
      method: everyMethod,
      url: `/api/${role}/client.js`,
      exposeHeadRoute: false,
      async handler(request, reply) {
        const { method } = request;
        if (method === 'GET' || method === 'HEAD') {
          return reply.header('content-type', 'text/javascript; charset=utf-8').send(script);
        }
        if (method === 'OPTIONS') return sendText(reply.header('allow', allow), 200, '');
        if (!isForgeryProof(deps, request)) return sendForgeryPage(reply);
        return sendText(reply.header('allow', allow), 405, '');
      },
    });
  }
}
