import { isResident, isUnit } from '@commonwatt/database/communities';
import { findCurrentScenario, storeUnitScenario } from '@commonwatt/database/scenarios';
import { findUserByUsername } from '@commonwatt/database/users';
import type { UnitRef } from '@commonwatt/domain/refs';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Deps } from '../deps.ts';
import { checkPassword } from '../sign-in/passwords.ts';
import { acceptForms, type Form, readForm } from './form.ts';
import { neverCache, sendText } from './replies.ts';

/** The refusal of a machine client, as status and exact text. */
type Refusal = { status: 400 | 403 | 429; text: string };

/**
 * `POST /api/misc/scenario/currentData` and `/update`: how homes fetch and store scenarios, with the account of the home
 * in each request. Answers are those of the old service center to the byte: apis-ccc takes 200 with a body as the
 * scenario, 200 without one as "none chosen", and everything else as a failure.
 */
export async function registerMisc(app: FastifyInstance, deps: Deps): Promise<void> {
  await acceptForms(app);
  app.setErrorHandler((error: { statusCode?: number; message: string }, request, reply) => {
    // Without a body it was the form that could not be read, and whoever sent it can put it right.
    const isUnreadable = request.body === undefined || error.statusCode === 413;
    const status = isUnreadable ? 400 : (error.statusCode ?? 500);
    if (status >= 500) deps.log.error({ err: error }, 'a request of a home failed');
    return sendText(neverCache(reply, deps.now()), status, status >= 500 ? '' : error.message);
  });
  route(app, deps, '/api/misc/scenario/currentData', sendCurrentData);
  route(app, deps, '/api/misc/scenario/update', storeScenario);
}

type Handler = (deps: Deps, unit: UnitRef, form: Form, reply: FastifyReply) => Promise<FastifyReply>;

function route(app: FastifyInstance, deps: Deps, url: string, handle: Handler): void {
  app.post(url, async (request, reply) => {
    neverCache(reply, deps.now());
    const form = readForm(request);
    const admitted = await admit(deps, request, form);
    if ('status' in admitted) return sendText(reply, admitted.status, admitted.text);
    return handle(deps, admitted, form, reply);
  });
  app.route({
    method: ['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
    url,
    exposeHeadRoute: false,
    handler: (_request, reply) => sendText(neverCache(reply, deps.now()).header('allow', 'POST'), 405, ''),
  });
}

/** The checks of every request in their fixed order: credentials given, right, place given, known, the caller's own. */
async function admit(deps: Deps, request: FastifyRequest, form: Form): Promise<UnitRef | Refusal> {
  const { database, throttle } = deps;
  const username = form('username') ?? form('account');
  const password = form('password');
  if (!username || !password) return { status: 400, text: 'no param : username/account, password' };

  const attempt = { username, address: request.ip, deviceTokenHash: null };
  const user = await findUserByUsername(database, username);
  if ((await throttle.waitMs(attempt)) > 0) return { status: 429, text: 'too many failed logins' };
  const verdict = await checkPassword(user?.isActive ? user.passwordHash : null, password);
  if (!user || !verdict.isRight) {
    await throttle.noteFailure(attempt);
    return { status: 403, text: 'login failed' };
  }

  const communityId = form('communityId');
  const clusterId = form('clusterId');
  const unitId = form('unitId');
  if (!communityId || !clusterId || !unitId) return { status: 400, text: 'no param : communityId, clusterId, unitId' };
  const unit = { communityId, clusterId, unitId };
  if (!(await isUnit(database, unit)))
    return { status: 400, text: 'bad param values : communityId, clusterId, unitId' };
  if (!(await isResident(database, user.id, unit))) return { status: 400, text: 'not a resident' };
  return unit;
}

const sendCurrentData: Handler = async ({ database }, unit, _form, reply) => {
  const scenario = await findCurrentScenario(database, unit);
  if (!scenario?.data) return sendText(reply, 200, '');
  // As bytes, so that nothing is added to text or type.
  return reply.code(200).header('content-type', 'application/json').send(Buffer.from(scenario.data, 'utf8'));
};

const storeScenario: Handler = async ({ database, now }, unit, form, reply) => {
  const name = form('name');
  const data = form('data');
  if (!name || !data) return sendText(reply, 400, 'no param : name, data');
  const outcome = await storeUnitScenario(database, { unit, name, data, description: form('description'), now: now() });
  return sendText(reply, 200, outcome);
};
