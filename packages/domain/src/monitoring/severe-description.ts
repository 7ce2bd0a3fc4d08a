import { formatLocalTime } from './local-time.ts';
import type { LogLine, SevereType } from './log-line.ts';

/** More than this many characters are not kept of one failure: a program in trouble can say a lot. */
const longestDescription = 60_000;
const heading = 'There seems to be a problem.';
const leftOut = '(further lines are left out)';

/** The description of a new failure: every line, oldest first; those without a time come before all others. */
export function describeSevere(type: SevereType, lines: readonly LogLine[], timeZone: string): string {
  return bounded([heading, '', ...inOrder(lines).map((line) => describeLine(type, line, timeZone))].join('\n'));
}

/**
 * The description of an open failure after further lines: what was not said before is added, repetitions are not. It never
 * gets longer than 60,000 characters; the last line then tells that some are missing.
 */
export function appendSevere(
  description: string | null,
  { type, lines, timeZone }: { type: SevereType; lines: readonly LogLine[]; timeZone: string },
): string {
  let text = description ?? `${heading}\n`;
  for (const line of inOrder(lines)) {
    if (text.endsWith(leftOut)) break;
    const described = describeLine(type, line, timeZone);
    if (!hasSaid(text, `] ${wordsOf(type, line)}`)) text = bounded(`${text}\n${described}`);
  }
  return text;
}

function hasSaid(text: string, words: string): boolean {
  return `${text}\n`.includes(`${words}\n`);
}

function bounded(text: string): string {
  if (text.length <= longestDescription) return text;
  const kept = text.slice(0, longestDescription - leftOut.length - 1);
  // The cut must not leave half of a character behind.
  return `${kept.replace(/[\uD800-\uDBFF]$/, '')}\n${leftOut}`;
}

function inOrder(lines: readonly LogLine[]): LogLine[] {
  const orderOf = ({ atMs }: LogLine) => atMs ?? Number.NEGATIVE_INFINITY;
  return [...lines].sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : orderOf(a) > orderOf(b) ? 1 : 0));
}

function describeLine(type: SevereType, line: LogLine, timeZone: string): string {
  const at = line.atMs === null ? '' : formatLocalTime(new Date(line.atMs), timeZone);
  return `[${at}] ${wordsOf(type, line)}`;
}

/** The message as people should read it: without the place in the source, and with what the logger means. */
function wordsOf(type: SevereType, { message, logger }: LogLine): string {
  // PostgreSQL holds anything but NUL.
  const text = (message ?? 'None').replaceAll('\0', '');
  const words = type === 'apis_main_severe' ? (/^([^\n]*) \[[^\n]*\]$/.exec(text)?.[1] ?? text) : text;
  if (logger?.startsWith('com.hazelcast.')) return `Clustering Manager failure ; ${words}`;
  if (logger?.startsWith('io.vertx.')) return `Vert.x failure ; ${words}`;
  return words;
}
