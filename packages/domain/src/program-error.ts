import { z } from 'zod';

/** A line of our own log that tells of an error, as far as it can be read. */
const errorLineSchema = z.object({
  level: z.number(),
  msg: z.string().default(''),
  requestId: z.string().optional(),
  job: z.string().optional(),
  err: z
    .object({
      type: z.string().default('Error'),
      message: z.string().default(''),
      stack: z.string().default(''),
    })
    .optional(),
});

/** An error of the program itself, without what could be a secret. `kind` is the same for errors that are told once. */
export type ProgramError = { kind: string; title: string; details: string };

const errorLevel = 50;
const longestTitle = 200;
const mostFrames = 30;

/** Reads a line of the log; null for one that tells of no error. */
export function readErrorLine(line: string): ProgramError | null {
  const parsed = errorLineSchema.safeParse(parseJson(line));
  if (!parsed.success || parsed.data.level < errorLevel) return null;
  const { msg, err, requestId, job } = parsed.data;
  const message = withoutSecrets(err?.message ?? '');
  // A stack begins with the message, which may have many lines.
  const frames = (err?.stack ?? '').split('\n').filter((one) => /^\s+at /.test(one));
  const facts = [
    ...(job ? [`job: ${job}`] : []),
    ...(requestId ? [`request: ${requestId}`] : []),
    ...(err ? [`${err.type}: ${message}`] : []),
    ...frames.slice(0, mostFrames).map(withoutSecrets),
  ];
  const title = withoutSecrets([msg, message.split('\n')[0]].filter((one) => one).join(': ')).slice(0, longestTitle);
  const place = frames[0]?.replace(/:\d+:\d+/g, '') ?? '';
  return {
    kind: [msg, job ?? '', err?.type ?? '', withoutVariables(message), place.trim()].join('\n'),
    title: title || 'an error without a message',
    details: facts.join('\n'),
  };
}

/** Passwords in addresses, tokens and the like. What is logged holds none of them; an error of a library may. */
export function withoutSecrets(text: string): string {
  return text
    .replace(/(\b[a-z][a-z0-9+.-]*:\/\/)[^\s/@]+@/gi, '$1***@')
    .replace(
      /\b((?:api)?[_-]?(?:password|passwd|secret|token|authorization|cookie))("?\s*[=:]\s*)("[^"]*"|[^\s&,;]+)/gi,
      '$1$2***',
    );
}

/** What differs between two occurrences of one error: numbers, ids, what stands in quotes. */
function withoutVariables(message: string): string {
  return message
    .replace(/"[^"\n]*"|'[^'\n]*'|`[^`\n]*`/g, '…')
    .replace(/\b[0-9a-f]{8}[0-9a-f-]{8,}\b/gi, '#')
    .replace(/\d+/g, '#');
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
