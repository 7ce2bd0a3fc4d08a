import { setupI18n } from '@lingui/core';
import { fallbackLanguage, keepLanguage, readLanguage } from './language.ts';
import type shared from './locales/en.json';
import { languagesOf, pathOf, sharedFiles, type TextFiles } from './text-files.ts';

type SharedTexts = typeof shared;

/** The texts an app has, by namespace: each app adds its own by declaration merging, so that keys are checked. */
export interface TextCatalog extends SharedTexts {}

type Path<Texts> = {
  [Key in keyof Texts & string]: Texts[Key] extends string ? Key : `${Key}.${Path<Texts[Key]>}`;
}[keyof Texts & string];

export type Namespace = keyof TextCatalog;
export type TextKey<In extends Namespace> = Path<TextCatalog[In]>;
export type Translate<In extends Namespace> = (key: TextKey<In>, values?: Record<string, string | number>) => string;

/** The texts of the page, in ICU message format, by Lingui. */
export const texts = setupI18n();

let files: TextFiles[] = [];
/** The language of the page, also while its first texts are still on their way. */
let language = fallbackLanguage;
/** What has been asked for, by language and part. */
const pieces = new Map<string, { part: string; isThere: boolean; loading: Promise<void> }>();

/**
 * Starts the texts of an app in the language chosen on this device, else the browser's first one that there is, else
 * English. `appFiles` is what an eager `import.meta.glob('./locales/*.json')` gives; only what the first page needs is
 * loaded, in the language in use.
 */
export async function startTexts(appFiles: TextFiles): Promise<void> {
  files = [sharedFiles, appFiles];
  language = readLanguage(languagesOf(sharedFiles));
  await show(language, ['start']);
}

/** The languages there are, each with its name for itself. */
export function listLanguages(): { language: string; name: string }[] {
  return languagesOf(sharedFiles).map((language) => ({
    language,
    name: new Intl.DisplayNames(language, { type: 'language' }).of(language) ?? language,
  }));
}

/** Changes the language of the page and keeps the choice on this device. */
export async function chooseLanguage(language: string): Promise<void> {
  await show(
    language,
    [...pieces.values()].map(({ part }) => part),
  );
  keepLanguage(language);
}

/** Whether the texts of a namespace can be shown. What no file sets apart is there from the start. */
export function hasTexts(namespace: Namespace): boolean {
  const isApart = files.some((byPath) => byPath[pathOf(texts.locale)]?.[namespace]);
  return !isApart || pieces.get(`${texts.locale} ${namespace}`)?.isThere === true;
}

/** Whether there is such a text, of a namespace that is loaded: for keys that come from the server. */
export function isText<In extends Namespace>(namespace: In, key: string): key is TextKey<In> {
  return texts.messages[`${namespace}.${key}`] !== undefined;
}

/** Loads the texts of a namespace in the language of the page: once. @throws when they cannot be had. */
export function loadTexts(namespace: Namespace): Promise<void> {
  return loadPart(namespace, language);
}

/**
 * Loads a part of the app together with the texts it shows: `lazy(withTexts(['plan'], () => import('./plan-page.tsx')))`.
 * Without it the texts are asked for once the part is drawn.
 */
export function withTexts<Part>(namespaces: readonly Namespace[], load: () => Promise<Part>): () => Promise<Part> {
  return async () => {
    const [part] = await Promise.all([load(), ...namespaces.map(loadTexts)]);
    return part;
  };
}

async function show(wanted: string, parts: string[]): Promise<void> {
  await Promise.all(parts.map((part) => loadPart(part, wanted)));
  language = wanted;
  texts.activate(wanted);
  document.documentElement.lang = wanted;
  if (wanted === 'ja') void import('./theme/japanese-font.ts');
}

function loadPart(part: string, wanted: string): Promise<void> {
  const key = `${wanted} ${part}`;
  const known = pieces.get(key);
  if (known) return known.loading;
  const loading = readPart(part, wanted);
  const piece = { part, isThere: false, loading };
  pieces.set(key, piece);
  loading.then(
    () => {
      piece.isThere = true;
    },
    () => pieces.delete(key),
  );
  return loading;
}

async function readPart(part: string, wanted: string): Promise<void> {
  const loaders = files.flatMap((byPath) => byPath[pathOf(wanted)]?.[part] ?? []);
  for (const { default: messages } of await Promise.all(loaders.map((load) => load()))) texts.load(wanted, messages);
}
