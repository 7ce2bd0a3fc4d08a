import { createHash, randomBytes } from 'node:crypto';

/** A text of any length up to `longest` characters, with a sum by which it is known to be whole. */
export function randomText(longest: number): { text: string; sum: string } {
  const text = randomBytes(Math.ceil((Math.random() * longest) / 2)).toString('hex');
  return { text, sum: sumOf(text) };
}

/** As PostgreSQL's function md5. */
export function sumOf(text: string): string {
  return createHash('md5').update(text).digest('hex');
}
