import { randomBytes } from 'node:crypto';
import type { Database } from '@commonwatt/database/client';
import { claimTotpStep, useRecoveryCode } from '@commonwatt/database/second-factor';
import { Secret, TOTP } from 'otpauth';
import { hashToken } from '../http/cookies.ts';

const stepS = 30;
const recoveryCodeCount = 10;

function totpFor(secretBase32: string, username = ''): TOTP {
  return new TOTP({ issuer: 'Commonwatt', label: username, secret: Secret.fromBase32(secretBase32), period: stepS });
}

/** A new secret and the address that authenticator apps read from a QR code. */
export function createTotpSecret(username: string): { secret: string; uri: string } {
  const secret = new Secret({ size: 20 }).base32;
  return { secret, uri: totpFor(secret, username).toString() };
}

/** The 30 s step whose code this is, one step of clock difference allowed; null when the code is wrong. */
export function findTotpStep(secret: string, code: string, now: Date): number | null {
  const token = code.replace(/\s/g, '');
  if (!/^[0-9]{6}$/.test(token)) return null;
  const delta = totpFor(secret).validate({ token, timestamp: now.getTime(), window: 1 });
  return delta === null ? null : Math.floor(now.getTime() / 1000 / stepS) + delta;
}

/** Ten single-use codes for the day the phone is lost; only their hashes are stored. */
export function createRecoveryCodes(): { codes: string[]; hashes: string[] } {
  const codes = Array.from({ length: recoveryCodeCount }, () => {
    const text = randomBytes(5).toString('hex');
    return `${text.slice(0, 5)}-${text.slice(5)}`;
  });
  return { codes, hashes: codes.map(hashRecoveryCode) };
}

function hashRecoveryCode(code: string): string {
  return hashToken(code.toLowerCase().replace(/[^0-9a-f]/g, ''));
}

/** Accepts a current code of the app, or a recovery code; each works once. */
export async function acceptSecondFactor(
  database: Database,
  user: { id: number; totpSecret: string },
  code: string,
  now: Date,
): Promise<boolean> {
  const step = findTotpStep(user.totpSecret, code, now);
  if (step !== null) return claimTotpStep(database, user.id, step);
  return useRecoveryCode(database, user.id, hashRecoveryCode(code));
}
