import { isResident, isUnit } from '@commonwatt/database/communities';
import { findCurrentScenario, storeUnitScenario } from '@commonwatt/database/scenarios';
import { findUserByUsername, type User } from '@commonwatt/database/users';
import type { UnitRef } from '@commonwatt/domain/refs';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Deps } from '../deps.ts';
import { checkPassword, isMd5 } from '../sign-in/passwords.ts';
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
  const claims = claimsOf(deps, form, await findUserByUsername(deps.database, username), password);
  const isProven = (claim: Claim): claim is RightClaim =>
    claim.account !== null && proofs.isProven(claim.account.storedHash, claim.secret, deps.now());
  const { account, secret } = claims.find(isProven) ?? (await findRightClaim(deps, request, username, claims));
  proofs.note(account.storedHash, secret, deps.now());

  const unit = readUnitRef(form);
  if (await isResident(deps.database, account.userId, unit)) return unit;
  if (!(await isUnit(deps.database, unit))) {
    throw new Refusal(400, 'bad param values : communityId, clusterId, unitId');
  }
  throw new Refusal(400, 'not a resident');
}

/** A secret that was sent, and what it has to match; null: nothing, as there is no such account or it is not active. */
type Claim = { account: { userId: number; storedHash: string } | null; secret: string };
type RightClaim = Claim & { account: object };

/**
 * What a password may be: the MD5 of the account's, where the installation accepts that, or the account's itself. apis-ccc
 * always says that it is an MD5, whatever it sends.
 */
function claimsOf({ config }: Deps, form: Parameters, user: User | null, password: string): Claim[] {
  const claim = (storedHash: string | null | undefined, secret: string): Claim => ({
    account: user?.isActive && storedHash ? { userId: user.id, storedHash } : null,
    secret,
  });
  const plain = claim(user?.passwordHash, password);
  const mayBeMd5 = config.MD5_PASSWORDS === 'on' && form('isMD5Password') === 'true' && isMd5(password);
  return mayBeMd5 ? [claim(user?.md5Verifier, password.toLowerCase()), plain] : [plain];
}

/**
 * The claim that is right, when there is one and there were not too many wrong ones. A home whose password was right a
 * moment ago does not get here, so wrong ones that somebody else sends in its name do not keep its scenario from it.
 */
async function findRightClaim(
  { throttle }: Deps,
  request: FastifyRequest,
  username: string,
  claims: readonly Claim[],
): Promise<RightClaim> {
  const attempt = { username, address: request.ip, deviceTokenHash: null };
  if ((await throttle.waitMs(attempt)) > 0) throw new Refusal(429, 'too many failed logins');
  for (const { account, secret } of claims) {
    const { isRight } = await checkPassword(account?.storedHash ?? null, secret);
    if (account && isRight) return { account, secret };
  }
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
