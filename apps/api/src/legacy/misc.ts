import { isResident, isUnit } from '@commonwatt/database/communities';
import { findCurrentScenario, storeUnitScenario } from '@commonwatt/database/scenarios';
import { findUserByUsername, type User } from '@commonwatt/database/users';
import type { UnitRef } from '@commonwatt/domain/refs';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Deps } from '../deps.ts';
import { checkPassword } from '../sign-in/passwords.ts';
import { readUnitRef } from './callers.ts';
import { addEndpoint } from './endpoint.ts';
import { type Parameters, readForm } from './form.ts';
import { createPasswordProofs, type PasswordProofs } from './password-proofs.ts';
import { Refusal } from './refusal.ts';
import { sendJsonText, sendText } from './replies.ts';

/**
 * `POST /api/misc/scenario/currentData` and `/update`: how homes fetch and store scenarios, with the account of the home
 * in each request. Answers are those of the old service center to the byte: apis-ccc takes 200 with a body as the
 * scenario, 200 without one as "none chosen", and everything else as a failure.
 */
export function registerMisc(app: FastifyInstance, deps: Deps): void {
  const proofs = createPasswordProofs();
  function add(url: string, handle: Handler) {
    addEndpoint(app, deps, {
      url,
      method: 'POST',
      hasForgeryCheck: false,
      handle: async (request, reply) => {
        const form = readForm(request);
        return handle(deps, await admit(deps, proofs, request, form), form, reply);
      },
    });
  }
  add('/api/misc/scenario/currentData', sendCurrentData);
  add('/api/misc/scenario/update', storeScenario);
}

type Handler = (deps: Deps, unit: UnitRef, form: Parameters, reply: FastifyReply) => Promise<FastifyReply>;

/** The checks of every request in their fixed order: credentials given, right, place given, known, the caller's own. */
async function admit(deps: Deps, proofs: PasswordProofs, request: FastifyRequest, form: Parameters): Promise<UnitRef> {
  const username = form('username') ?? form('account');
  const password = form('password');
  if (!username || !password) throw new Refusal(400, 'no param : username/account, password');
  const found = await findUserByUsername(deps.database, username);
  const isProven = found?.isActive && proofs.isProven(found, password, deps.now());
  const user = isProven ? found : await checkPasswordOf(deps, request, { username, password, user: found });
  proofs.note(user, password, deps.now());

  const unit = readUnitRef(form);
  if (await isResident(deps.database, user.id, unit)) return unit;
  if (!(await isUnit(deps.database, unit))) {
    throw new Refusal(400, 'bad param values : communityId, clusterId, unitId');
  }
  throw new Refusal(400, 'not a resident');
}

/**
 * The user, when the password is right and there were not too many wrong ones. A home whose password was right a moment
 * ago does not get here, so wrong ones that somebody else sends in its name do not keep its scenario from it.
 */
async function checkPasswordOf(
  { throttle }: Deps,
  request: FastifyRequest,
  { username, password, user }: { username: string; password: string; user: User | null },
): Promise<User> {
  const attempt = { username, address: request.ip, deviceTokenHash: null };
  if ((await throttle.waitMs(attempt)) > 0) throw new Refusal(429, 'too many failed logins');
  const verdict = await checkPassword(user?.isActive ? user.passwordHash : null, password);
  if (user && verdict.isRight) return user;
  await throttle.noteFailure(attempt);
  throw new Refusal(403, 'login failed');
}

const sendCurrentData: Handler = async ({ database }, unit, _form, reply) => {
  const scenario = await findCurrentScenario(database, unit);
  if (!scenario?.data) return sendText(reply, 200, '');
  return sendJsonText(reply, scenario.data);
};

const longestName = 128;

const storeScenario: Handler = async ({ database, now }, unit, form, reply) => {
  const name = form('name');
  const data = form('data');
  if (!name || !data) throw new Refusal(400, 'no param : name, data');
  if (name.length > longestName)
    throw new Refusal(400, `bad param values : name has more than ${longestName} characters`);
  const outcome = await storeUnitScenario(database, { unit, name, data, description: form('description'), now: now() });
  return sendText(reply, 200, outcome);
};
