import { type CompiledMessage, compileMessage } from '@lingui/message-utils/compileMessage';
import type { Plugin } from 'vite';

const locales = /[/\\]locales[/\\][a-z-]+\.json$/;

/**
 * Vite plugin: compiles `locales/*.json` (nested objects of ICU messages) into messages that need no parser in the
 * browser, keyed by their path. A message that is not valid ICU fails the build with its path.
 */
export function compileTexts(): Plugin {
  return {
    name: 'commonwatt-texts',
    enforce: 'pre',
    transform(source, id) {
      if (!locales.test(id)) return null;
      return {
        code: `export default ${JSON.stringify(compileLocale(JSON.parse(source)))};`,
        map: null,
        moduleType: 'js',
      };
    },
  };
}

type Nested = { [key: string]: string | Nested };

/** The messages of a language by their path, compiled. @throws with the path of one that is not valid ICU. */
export function compileLocale(texts: Nested) {
  return Object.fromEntries(flatten(texts).map(([path, message]) => [path, compile(path, message)]));
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
