import { basename } from 'node:path';

/** What a process of an installation is, in words, from its command line. */
export function processName(command: string): string {
  const words = command.trim().split(/\s+/);
  const own = /commonwatt\.js (\S+)/.exec(command)?.[1];
  if (own && basename(words[0] ?? '').startsWith('node')) return `commonwatt ${own}`;
  if (words[0] !== 'postgres:') return basename(words[0] ?? '');
  return /\d+\.\d+\.\d+\.\d+/.test(command) ? 'postgres: connection' : words.join(' ');
}
