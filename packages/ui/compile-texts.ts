import process from 'node:process';
import { type CompiledMessage, compileMessage } from '@lingui/message-utils/compileMessage';
import { loadEnv, type Plugin } from 'vite';

const locale = /[/\\]locales[/\\]([a-z-]+\.json)(?:\?part=(\w+))?$/;
const startPart = 'start';

/**
 * Vite plugin: compiles `locales/*.json` (namespaces of nested ICU messages) into messages that need no parser in the
 * browser, keyed by their path. A message that is not valid ICU fails the build with its path.
 *
 * The namespaces of `atStart` are loaded with the first page, in one piece; each of the others is a piece of its own. A
 * file itself becomes the list of its pieces, by namespace, with `start` for the first (`TextParts` in src/text-files.ts).
 *
 * A build with `PSEUDO_TEXTS=1` puts every message between ⟦ and ⟧: what then stands outside of them is no message.
 */
export function compileTexts({ atStart }: { atStart: readonly string[] }): Plugin {
  let isPseudo = false;
  return {
    name: 'commonwatt-texts',
    enforce: 'pre',
    configResolved({ mode }) {
      isPseudo = loadEnv(mode, process.cwd(), 'PSEUDO_TEXTS').PSEUDO_TEXTS === '1';
    },
    transform(source, id) {
      const [, file, part] = id.match(locale) ?? [];
      if (!file) return null;
      const texts: Nested = JSON.parse(source);
      const code = part
        ? JSON.stringify(compileLocale(pick(texts, part, atStart), isPseudo))
        : listParts(texts, file, atStart);
      return { code: `export default ${code};`, map: null, moduleType: 'js' };
    },
  };
}

type Nested = { [key: string]: string | Nested };

function pick(texts: Nested, part: string, atStart: readonly string[]): Nested {
  const isPicked = (namespace: string) => (part === startPart ? atStart.includes(namespace) : part === namespace);
  return Object.fromEntries(Object.entries(texts).filter(([namespace]) => isPicked(namespace)));
}

function listParts(texts: Nested, file: string, atStart: readonly string[]): string {
  const later = Object.keys(texts).filter((namespace) => !atStart.includes(namespace));
  const loaders = [startPart, ...later].map((part) => `${part}: () => import('./${file}?part=${part}')`);
  return `{ ${loaders.join(', ')} }`;
}

/** The messages of a language by their path, compiled. @throws with the path of one that is not valid ICU. */
export function compileLocale(texts: Nested, isPseudo = false) {
  const messages = flatten(texts).map(([path, message]) => [path, isPseudo ? `⟦${message}⟧` : message] as const);
  return Object.fromEntries(messages.map(([path, message]) => [path, compile(path, message)]));
}

/** Every message with its path, `namespace.key.key`. */
export function flatten(texts: Nested, prefix = ''): [string, string][] {
  return Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${prefix}${key}`, value] as [string, string]] : flatten(value, `${prefix}${key}.`),
  );
}

function compile(path: string, message: string): CompiledMessage {
  try {
    return compileMessage(message);
  } catch (cause) {
    throw new Error(`The text ${path} is not a valid ICU message: ${message}`, { cause });
  }
}
