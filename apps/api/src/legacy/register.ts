import { escapeHtml } from '@commonwatt/domain/escape-html';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Deps } from '../deps.ts';
import { registerClientScripts } from './client/route.ts';
import { registerCore } from './core.ts';
import { acceptForms } from './form.ts';
import { registerMisc } from './misc.ts';
import { registerOldPages } from './old-pages.ts';
import { Refusal } from './refusal.ts';
import { neverCache, sendText } from './replies.ts';
import { registerResident } from './resident.ts';
import { registerStaff } from './staff.ts';

/**
 * The HTTP API of the APIS Service Center below `/api`, and the addresses of its pages. Where it differs from the original
 * is listed in docs/compatibility.md.
 */
export async function registerLegacy(app: FastifyInstance, deps: Deps): Promise<void> {
  await acceptForms(app);
  const read = new WeakSet<FastifyRequest>();
  app.addHook('preHandler', async (request) => {
    read.add(request);
  });
  app.setErrorHandler((error: Error, request, reply) => {
    if (error instanceof Refusal) return sendText(reply, error.statusCode, error.message);
    if (!read.has(request)) {
      // It was the form that could not be read, and whoever sent it can put it right.
      return sendText(neverCache(reply, deps.now()), 400, escapeHtml(error.message));
    }
    deps.log.error({ err: error, requestId: request.id }, 'a request to the legacy API failed');
    return sendText(reply, 500, `internal error : ${request.id}`);
  });
  registerCore(app, deps);
  registerStaff(app, deps);
  registerResident(app, deps);
  registerMisc(app, deps);
  registerClientScripts(app, deps);
  registerOldPages(app);
}
