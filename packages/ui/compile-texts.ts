import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { type CompiledMessage, compileMessage } from '@lingui/message-utils/compileMessage';
import { loadEnv, type Plugin } from 'vite';

const locale = /[/\\]locales[/\\]([a-z-]+\.json)(?:\?part=(\w+))?$/;
const sharedFolder = join(import.meta.dirname, 'src/locales');
const startPart = 'start';

type TextOptions = {
  /** The namespaces that the first page needs. */
  atStart: readonly string[];
  /** Those that both apps could have, and this one never shows. */
  unused?: readonly string[];
};

/**
 * Vite plugin: compiles `locales/*.json` (namespaces of nested ICU messages) into messages that need no parser in the
 * browser, keyed by their path. A message that is not valid ICU fails the build with its path.
 *
 * The namespaces of `atStart` are loaded with the first page, in one piece, `start`: those of the app, and those that both
 * apps share. Each of the others is a piece of its own. A file itself becomes the list of its pieces, by namespace
 * (`TextParts` in src/text-files.ts); `start` stands in the app's.
 *
 * A build with `PSEUDO_TEXTS=1` puts every message between ⟦ and ⟧: what then stands outside of them is no message.
 */
export function compileTexts({ atStart, unused = [] }: TextOptions): Plugin {
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
      const compile = (picked: Nested) => JSON.stringify(compileLocale(picked, isPseudo));
      const code = () => {
        if (part === startPart) return compile({ ...pick(readShared(file), atStart), ...pick(texts, atStart) });
        if (part) return compile(pick(texts, [part]));
        const later = Object.keys(texts).filter((namespace) => ![...atStart, ...unused].includes(namespace));
        return listParts(file, isShared(id) ? later : [startPart, ...later]);
      };
      return { code: `export default ${code()};`, map: null, moduleType: 'js' };
    },
  };
}

type Nested = { [key: string]: string | Nested };

function readShared(file: string): Nested {
  return JSON.parse(readFileSync(join(sharedFolder, file), 'utf8'));
}

function isShared(id: string): boolean {
  return id.startsWith(sharedFolder.replaceAll('\\', '/'));
}

function pick(texts: Nested, namespaces: readonly string[]): Nested {
  return Object.fromEntries(Object.entries(texts).filter(([namespace]) => namespaces.includes(namespace)));
}

function listParts(file: string, parts: readonly string[]): string {
  const loaders = parts.map((part) => `${part}: () => import('./${file}?part=${part}')`);
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
