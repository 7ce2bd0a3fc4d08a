import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Context, createContext, findSession } from '../context.ts';
import type { Deps } from '../deps.ts';

const cookie = 'sessionid';

/**
 * What is known of the caller. Sessions are those of the apps: either the cookie of the apps or the old `sessionid` leads
 * to one, and who signs in here gets both, so one sign-in opens the old and the new pages.
 */
export async function createLegacyContext(deps: Deps, request: FastifyRequest, reply: FastifyReply): Promise<Context> {
  const ctx = await createContext(deps, request, reply);
  const options = { path: '/', httpOnly: true, sameSite: 'lax', secure: isHttps(deps) } as const;
  return {
    ...ctx,
    session: ctx.session ?? (await findSession(deps, request.cookies[cookie] ?? null)),
    setCookie(name, value, maxAgeS) {
      ctx.setCookie(name, value, maxAgeS);
      if (name !== 'session' || maxAgeS === null) return;
      const expires = new Date(deps.now().getTime() + maxAgeS * 1_000);
      reply.setCookie(cookie, value, { ...options, maxAge: maxAgeS, expires });
    },
    clearCookie(name) {
      ctx.clearCookie(name);
      if (name === 'session') reply.clearCookie(cookie, options);
    },
  };
}

function isHttps({ config }: Deps): boolean {
  return config.PUBLIC_URL?.startsWith('https:') ?? false;
}

/** The name of a session in answers, 32 letters and digits as before, by which nobody can use it. */
export function publicSessionId(tokenHash: string): string {
  return createHash('sha256').update(`sessionid ${tokenHash}`).digest('hex').slice(0, 32);
}
