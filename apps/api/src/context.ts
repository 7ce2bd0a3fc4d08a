import { findOpenSession, type OpenSession, touchSession } from '@commonwatt/database/sessions';
import type {} from '@fastify/cookie'; // adds cookies to requests and replies
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Deps } from './deps.ts';
import { type CookieName, cookieName, hashToken } from './http/cookies.ts';

/** What a procedure knows of its caller. */
export type Context = {
  deps: Deps;
  requestId: string;
  address: string;
  userAgent: string;
  session: OpenSession | null;
  readCookie(name: CookieName): string | null;
  /** `maxAgeS` null makes the cookie end with the browser. */
  setCookie(name: CookieName, value: string, maxAgeS: number | null): void;
  clearCookie(name: CookieName): void;
};

/** A session counts as used at most once a minute, so that a busy screen does not write at every request. */
const touchEveryMs = 60_000;

export async function createContext(deps: Deps, req: FastifyRequest, res: FastifyReply): Promise<Context> {
  const isSecure = deps.config.PUBLIC_URL?.startsWith('https:') ?? false;
  const options = { path: '/', httpOnly: true, sameSite: 'lax', secure: isSecure } as const;
  const readCookie = (name: CookieName) => req.cookies[cookieName(name, isSecure)] ?? null;
  return {
    deps,
    requestId: req.id,
    address: req.ip,
    userAgent: (req.headers['user-agent'] ?? '').slice(0, 256),
    session: await findSession(deps, readCookie('session')),
    readCookie,
    setCookie(name, value, maxAgeS) {
      res.setCookie(cookieName(name, isSecure), value, {
        ...options,
        ...(maxAgeS === null ? {} : { maxAge: maxAgeS }),
      });
    },
    clearCookie(name) {
      res.clearCookie(cookieName(name, isSecure), options);
    },
  };
}

/** The open session behind a token, noted as in use; null when there is none. */
export async function findSession({ database, now }: Deps, token: string | null): Promise<OpenSession | null> {
  if (!token) return null;
  const at = now();
  const found = await findOpenSession(database, hashToken(token), at);
  if (found && at.getTime() - found.session.lastSeenAt.getTime() > touchEveryMs) {
    await touchSession(database, found.session.id, at);
  }
  return found;
}
