import { availableParallelism } from 'node:os';
import { findHomeAccount, type HomeAccount } from '@commonwatt/database/home-accounts';
import type { UnitRef } from '@commonwatt/domain/refs';
import type { FastifyRequest } from 'fastify';
import type { Deps } from '../deps.ts';
import { createHashThreads } from '../sign-in/hash-threads.ts';
import { checkPassword, isMd5 } from '../sign-in/passwords.ts';
import { findUnitRef, unitMissing } from './callers.ts';
import type { Parameters } from './form.ts';
import { createNarrowLane } from './narrow-lane.ts';
import { createPasswordProofs } from './password-proofs.ts';
import { Refusal } from './refusal.ts';

/** A home whose request was let in. `scenarioData`: what it trades by, null when nothing is chosen. */
export type AdmittedHome = { unit: UnitRef; scenarioData: string | null };

export type HomeAdmission = {
  admit(request: FastifyRequest, form: Parameters): Promise<AdmittedHome>;
  close(): Promise<void>;
};

/**
 * Slow hashes are checked by so many at a time, so that after a start, when no home is known yet, there is processor time
 * left for those that are, and for people.
 */
const laneWidth = Math.max(1, Math.min(3, availableParallelism() - 1));
/** So many homes are looked up at a time: PostgreSQL's connections are for people, too. */
const readWidth = 4;
/** A home waits some seconds; more than that it would not wait for, and it asks again in half a minute. */
const mostWaiting = 200;

/** The checks of every request in their fixed order: credentials given, right, place given, known, the caller's own. */
export function createHomeAdmission(deps: Deps): HomeAdmission {
  const { database, throttle, now } = deps;
  const proofs = createPasswordProofs();
  const hashing = createNarrowLane(laneWidth, mostWaiting);
  const threads = createHashThreads();
  const reading = createNarrowLane(readWidth, mostWaiting);

  return { admit, close: () => threads.close() };

  async function admit(request: FastifyRequest, form: Parameters): Promise<AdmittedHome> {
    const username = form('username') ?? form('account');
    const password = form('password');
    if (!username || !password) throw new Refusal(400, 'no param : username/account, password');
    const unit = findUnitRef(form);
    const read = async () => {
      const found = await reading.enter(async () => ({ home: await findHomeAccount(database, username, unit) }));
      if (!found) throw tooManyAtOnce();
      const { home } = found;
      const claims = claimsOf(deps, form, home, password);
      return { home, claims, proven: claims.find((claim) => isProven(claim)) };
    };
    const first = await read();
    // The proof may take its time: what is answered is read after it.
    const { home, proven } = first.proven ? first : await prove(first.claims).then(read);
    if (!home || !proven?.account) throw new Refusal(403, 'login failed'); // changed in this very moment
    proofs.note(proven.account, proven.secret, now());
    if (!unit) throw unitMissing();
    if (!home.isUnit) throw new Refusal(400, 'bad param values : communityId, clusterId, unitId');
    if (!home.isResident) throw new Refusal(400, 'not a resident');
    return { unit, scenarioData: home.scenarioData };

    /**
     * Finds the right claim, when there is one and there were not too many wrong ones. A home whose password was right a
     * moment ago does not get here, so wrong ones that somebody else sends in its name do not keep its scenario from it.
     */
    async function prove(claims: readonly Claim[]): Promise<void> {
      const attempt = { username: username ?? '', address: request.ip, deviceTokenHash: null };
      const refuseThrottled = async () => {
        if ((await throttle.waitMs(attempt)) > 0) throw new Refusal(429, 'too many failed logins');
      };
      // The cheapest check first: it is what most homes meet when all of them come at once.
      if (hashing.isFull()) throw tooManyAtOnce();
      await refuseThrottled();
      const isDone = await hashing.enter(async () => {
        await refuseThrottled();
        for (const { account, secret } of claims) {
          const { isRight } = await checkPassword(account?.storedHash ?? null, secret, threads);
          if (!account || !isRight) continue;
          proofs.note(account, secret, now());
          return true;
        }
        await throttle.noteFailure(attempt);
        throw new Refusal(403, 'login failed');
      });
      if (!isDone) throw tooManyAtOnce();
    }
  }

  function isProven({ account, secret }: Claim): boolean {
    return account !== null && proofs.isProven(account, secret, now());
  }
}

function tooManyAtOnce(): Refusal {
  return new Refusal(503, 'too many logins at once, try again later');
}

/** A secret that was sent, and what it has to match; null: nothing, as there is no such account or it is not active. */
type Claim = { account: { userId: number; storedHash: string } | null; secret: string };

/**
 * What a password may be: the MD5 of the account's, where the installation accepts that, or the account's itself. apis-ccc
 * always says that it is an MD5, whatever it sends.
 */
function claimsOf({ config }: Deps, form: Parameters, home: HomeAccount | null, password: string): Claim[] {
  const claim = (storedHash: string | null | undefined, secret: string): Claim => ({
    account: home?.isActive && storedHash ? { userId: home.userId, storedHash } : null,
    secret,
  });
  const plain = claim(home?.passwordHash, password);
  const mayBeMd5 = config.MD5_PASSWORDS === 'on' && form('isMD5Password') === 'true' && isMd5(password);
  return mayBeMd5 ? [claim(home?.md5Verifier, password.toLowerCase()), plain] : [plain];
}
