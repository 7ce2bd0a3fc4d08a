import { createHash, randomInt } from 'node:crypto';

export const codeLifeMs = 3_600_000;
/** Without characters that look alike. */
const alphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/** A new code to show that an address is one's own: as it is to be read, and the hash that is stored of it. */
export function createAddressCode(): { code: string; hash: string } {
  const code = Array.from({ length: 8 }, () => alphabet[randomInt(alphabet.length)]).join('');
  return { code: `${code.slice(0, 4)}-${code.slice(4)}`, hash: hashAddressCode(code) };
}

/** The hash of a code, however it was typed. */
export function hashAddressCode(code: string): string {
  const normal = code.toUpperCase().replace(/[^0-9A-Z]/g, '');
  return createHash('sha256').update(normal).digest('hex');
}
