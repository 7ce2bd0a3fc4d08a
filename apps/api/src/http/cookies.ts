import { createHash, randomBytes } from 'node:crypto';

/** The cookies Commonwatt sets. Values are random tokens; the database holds only their SHA-256. */
export type CookieName = 'session' | 'device';

/**
 * Full cookie name. Over TLS the `__Host-` prefix makes browsers refuse the cookie from any other host or path and
 * without Secure; over plain http (a trial on one machine) that prefix does not exist.
 */
export function cookieName(name: CookieName, isSecure: boolean): string {
  return `${isSecure ? '__Host-' : ''}commonwatt_${name}`;
}

/** A token of 256 random bits. */
export function createToken(): string {
  return randomBytes(32).toString('base64url');
}

export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
