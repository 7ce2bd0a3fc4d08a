import { createHash, pbkdf2, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import type { Config } from '@commonwatt/config/config';
import type { StoredPassword } from '@commonwatt/database/users';
import { hash, verify } from '@node-rs/argon2';

// argon2id with OWASP's parameters for 19 MiB.
const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** A hash that no password has: verified against when there is no such user, so that both cases take as long. */
const nobodysHash = hash(createHash('sha256').update(`nobody ${Math.random()}`).digest('hex'), parameters);

export function hashPassword(password: string): Promise<string> {
  return hash(password, parameters);
}

/** What is to be stored of a password that somebody chose, or has just proven to know. */
export async function protectPassword(
  { MD5_PASSWORDS }: Pick<Config, 'MD5_PASSWORDS'>,
  password: string,
): Promise<StoredPassword> {
  const passwordHash = await hashPassword(password);
  return { passwordHash, md5Verifier: MD5_PASSWORDS === 'on' ? await hashPassword(md5Of(password)) : null };
}

/** As the programs of homes write it: lower-case hexadecimal digits. */
function md5Of(password: string): string {
  return createHash('md5').update(password).digest('hex');
}

export function isMd5(text: string): boolean {
  return /^[0-9a-f]{32}$/i.test(text);
}

export type PasswordVerdict = { isRight: boolean; needsRehash: boolean };

/** The slow part of checking a password, and who computes it. */
export type SlowHashes = {
  /** Whether an argon2id hash is of this password. */
  verify(hash: string, password: string): Promise<boolean>;
  /** 32 bytes of PBKDF2 with SHA-256. */
  derive(password: string, salt: string, iterations: number): Promise<Uint8Array>;
};

const deriveKey = promisify(pbkdf2);
const nodesThreads: SlowHashes = {
  verify: (hashed, password) => verify(hashed, password),
  derive: (password, salt, iterations) => deriveKey(password, salt, iterations, 32, 'sha256'),
};

/**
 * Checks a password against argon2id or Django's `pbkdf2_sha256$iterations$salt$digest`. `null` stands for an unknown
 * user and takes as long as a known one with argon2id. A hash of any other form matches nothing.
 */
export async function checkPassword(
  passwordHash: string | null,
  password: string,
  by: SlowHashes = nodesThreads,
): Promise<PasswordVerdict> {
  if (passwordHash?.startsWith('pbkdf2_sha256$')) {
    return { isRight: await matchesDjangoHash(passwordHash, password, by), needsRehash: true };
  }
  const isKnown = passwordHash?.startsWith('$argon2id$') === true;
  const matches = await by.verify(isKnown ? passwordHash : await nobodysHash, password);
  const isCurrent = passwordHash?.includes(
    `m=${parameters.memoryCost},t=${parameters.timeCost},p=${parameters.parallelism}`,
  );
  return { isRight: isKnown && matches, needsRehash: !isCurrent };
}

const mostIterations = 5_000_000;

async function matchesDjangoHash(encoded: string, password: string, by: SlowHashes): Promise<boolean> {
  const [, iterationsText, salt, digest] = encoded.split('$');
  const iterations = Number(iterationsText);
  if (!salt || !digest || !Number.isSafeInteger(iterations) || iterations < 1 || iterations > mostIterations)
    return false;
  const expected = Buffer.from(digest, 'base64');
  const actual = await by.derive(password, salt, iterations);
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}
