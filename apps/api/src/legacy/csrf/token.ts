import { randomInt, timingSafeEqual } from 'node:crypto';

const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
const secretLength = 32;
const secretForm = /^[A-Za-z0-9]{32}$/;
const maskedForm = /^[A-Za-z0-9]{64}$/;

/** A new secret for the cookie: 32 letters and digits. */
export function createCsrfSecret(): string {
  return Array.from({ length: secretLength }, () => letters[randomInt(letters.length)]).join('');
}

export function isCsrfSecret(text: string | null | undefined): text is string {
  return typeof text === 'string' && secretForm.test(text);
}

/**
 * The secret in a form that is different each time, 64 letters and digits: a mask, and the secret moved on by it. So the
 * secret cannot be guessed from the size of compressed answers.
 */
export function maskCsrfSecret(secret: string): string {
  const mask = createCsrfSecret();
  return mask + move(secret, mask, 1);
}

/** True when `token` is the secret, masked or as it is. */
export function matchesCsrfSecret(token: string, secret: string): boolean {
  if (!isCsrfSecret(secret)) return false;
  const given = maskedForm.test(token) ? move(token.slice(secretLength), token.slice(0, secretLength), -1) : token;
  return isCsrfSecret(given) && timingSafeEqual(Buffer.from(given), Buffer.from(secret));
}

function move(text: string, mask: string, direction: 1 | -1): string {
  return Array.from(text, (letter, i) => {
    const sum = letters.indexOf(letter) + direction * letters.indexOf(mask.charAt(i));
    return letters.charAt((sum + letters.length) % letters.length);
  }).join('');
}
