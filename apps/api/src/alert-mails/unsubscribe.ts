import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance } from 'fastify';
import type { Deps } from '../deps.ts';
import { endMails } from './end-mails.ts';

const longestBody = 4_096;

/**
 * What mail programs call in place of who reads a mail (RFC 8058): one POST to the address that is also a page for people,
 * with a body that says so, as a form of either kind. It comes without a session and from no page of ours; the token in it
 * can do nothing else.
 */
export async function registerUnsubscribe(app: FastifyInstance, deps: Deps): Promise<void> {
  await app.register(async (mails) => {
    await mails.register(rateLimit, { max: deps.config.REQUESTS_PER_MINUTE, timeWindow: 60_000 });
    mails.removeAllContentTypeParsers();
    mails.addContentTypeParser('*', { parseAs: 'string', bodyLimit: longestBody }, (_request, body, done) =>
      done(null, body),
    );
    mails.post<{ Querystring: { token?: unknown } }>('/unsubscribe', async (request, reply) => {
      const { token } = request.query;
      const isOneClick = /List-Unsubscribe"?(=|\s+)One-Click/.test(String(request.body ?? ''));
      if (!isOneClick || typeof token !== 'string' || token.includes('\0')) {
        return reply.code(400).type('text/plain').send('Needs a token, and List-Unsubscribe=One-Click as its body');
      }
      // The same answer whether or not there is such a token.
      await endMails(deps, { token, address: request.ip });
      return reply.code(200).type('text/plain').send('Done');
    });
  });
}
