import { createHash } from 'node:crypto';
import { relative } from 'node:path';

/**
 * What a class of a CSS module is called in the built app: its own name and four characters for its file, the same for all
 * of them, which compresses well.
 */
export function className(name: string, file: string): string {
  const place = relative(import.meta.dirname, file.split('?')[0] ?? file).replaceAll('\\', '/');
  return `${name}_${createHash('sha256').update(place).digest('hex').slice(0, 4)}`;
}
