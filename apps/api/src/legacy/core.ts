import { endSession } from '@commonwatt/database/sessions';
import { findUser } from '@commonwatt/database/users';
import { DomainError } from '@commonwatt/domain/domain-error';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type Context, findSession } from '../context.ts';
import type { Deps } from '../deps.ts';
import { authenticate, normalizeUsername, openSession } from '../sign-in/service.ts';
import { admitUser, checkIntended } from './callers.ts';
import { sendCsrfCookie } from './csrf/check.ts';
import { addEndpoint, type Handler } from './endpoint.ts';
import { readForm } from './form.ts';
import { Refusal } from './refusal.ts';
import { sendJson, sendText } from './replies.ts';
import { createLegacyContext, publicSessionId } from './session.ts';

/** `/api/core`: token, login, session, logout. */
export function registerCore(app: FastifyInstance, deps: Deps): void {
  addEndpoint(app, deps, {
    url: '/api/core/csrftoken',
    method: 'GET',
    hasForgeryCheck: false,
    handle: async (request, reply) => {
      const token = sendCsrfCookie(deps, { request, reply, isRenewed: false });
      return sendJson(reply.header('vary', 'Cookie'), { csrfmiddlewaretoken: token });
    },
  });
  addEndpoint(app, deps, {
    url: '/api/core/session',
    method: 'GET',
    hasForgeryCheck: false,
    handle: async (request, reply) => {
      const { session } = await admitUser(deps, request, reply);
      return sendJson(reply, await describeSession(deps, session));
    },
  });
  addEndpoint(app, deps, { url: '/api/core/login', method: 'POST', isUncacheable: false, handle: login(deps) });
  addEndpoint(app, deps, {
    url: '/api/core/logout',
    method: 'GET',
    isChange: true,
    isUncacheable: false,
    handle: logout(deps),
  });
}

function login(deps: Deps): Handler {
  return async (request, reply) => {
    reply.header('vary', 'Cookie');
    const ctx = await createLegacyContext(deps, request, reply);
    const user = await findCaller(ctx, request);
    let token = '';
    const noting: Context = {
      ...ctx,
      setCookie(name, value, maxAgeS) {
        if (name === 'session') token = value;
        ctx.setCookie(name, value, maxAgeS);
      },
    };
    await openSession(noting, user, true);
    const session = await findSession(deps, token);
    if (!session) throw new Refusal(403, 'login failed'); // deactivated in this very moment
    sendCsrfCookie(deps, { request, reply, isRenewed: true });
    return sendJson(reply, await describeSession(deps, session));
  };
}

/** @throws Refusal for all that does not log in; an account with a second factor does not, as there is no field for it. */
async function findCaller(ctx: Context, request: FastifyRequest) {
  const form = readForm(request);
  const username = normalizeUsername(form('username') ?? '');
  const password = form('password');
  if (!username || !password) throw new Refusal(403, 'login failed');
  try {
    const user = await authenticate(ctx, { username, password });
    if (user) return user;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    if (error.code === 'TOO_MANY_REQUESTS') throw new Refusal(429, 'too many failed logins');
  }
  throw new Refusal(403, 'login failed');
}

function logout(deps: Deps): Handler {
  return async (request, reply) => {
    reply.header('vary', 'Cookie');
    const ctx = await createLegacyContext(deps, request, reply);
    if (ctx.session) {
      checkIntended(deps, request);
      await endSession(deps.database, { id: ctx.session.session.id, userId: ctx.session.user.id });
    }
    ctx.clearCookie('session');
    return sendText(reply, 200, '');
  };
}

type Session = NonNullable<Context['session']>;

/** What clients are told of a session. `expiry_date` is when it ends, by which nothing can be done with its id. */
async function describeSession({ config, database }: Deps, { session, user }: Session): Promise<object> {
  const row = await findUser(database, user.id);
  return {
    sessionid: publicSessionId(session.tokenHash),
    expiry_age: Math.floor(config.SESSION_LIFETIME_MS / 1_000),
    expiry_date: session.expiresAt,
    user: {
      username: user.username,
      last_name: row?.lastName ?? '',
      first_name: row?.firstName ?? '',
      email: row?.email ?? '',
    },
  };
}
