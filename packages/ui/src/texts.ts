import { setupI18n } from '@lingui/core';
import type shared from './locales/en.json';

/** The texts an app has, by namespace: each app adds its own by declaration merging, so that keys are checked. */
export interface TextCatalog {
  ui: (typeof shared)['ui'];
}

type Path<Texts> = {
  [Key in keyof Texts & string]: Texts[Key] extends string ? Key : `${Key}.${Path<Texts[Key]>}`;
}[keyof Texts & string];

export type Namespace = keyof TextCatalog;
export type TextKey<In extends Namespace> = Path<TextCatalog[In]>;
export type Translate<In extends Namespace> = (key: TextKey<In>, values?: Record<string, string | number>) => string;

/** Compiled messages of one language, by `namespace.key`; see compile-texts.ts. */
export type CompiledTexts = Record<string, unknown>;
/** Loads the texts of a language; every language is one file in each place that has texts. */
export type TextLoaders = Record<string, () => Promise<{ default: CompiledTexts }>>;

/** The texts of the page, in ICU message format, by Lingui. */
export const texts = setupI18n();

const sharedTexts = import.meta.glob<{ default: CompiledTexts }>('./locales/*.json');
const storageKey = 'commonwatt.language';
const fallback = 'en';

let loaders: TextLoaders = {};

/** How each language calls itself, for choosing it. */
export const languageNames: Record<string, string> = { en: 'English', ja: '日本語' };

/**
 * Starts the texts of an app in the language chosen on this device, else the browser's first one that there is, else
 * English. `appTexts` is what `import.meta.glob('./locales/*.json')` gives; only the language in use is loaded.
 */
export async function startTexts(appTexts: TextLoaders): Promise<void> {
  loaders = appTexts;
  const available = Object.keys(languageNames).filter((language) => file(language) in appTexts);
  await show(readLanguage(available));
}

/** Changes the language of the page and keeps the choice on this device. */
export async function chooseLanguage(language: string): Promise<void> {
  await show(language);
  try {
    localStorage.setItem(storageKey, language);
  } catch {
    // Without storage the choice lasts as long as the page.
  }
}

async function show(language: string): Promise<void> {
  const parts = await Promise.all([sharedTexts[file(language)]?.(), loaders[file(language)]?.()]);
  const messages = Object.assign({}, ...parts.map((part) => part?.default));
  texts.loadAndActivate({ locale: language, messages });
  document.documentElement.lang = language;
  if (language === 'ja') void import('./theme/japanese-font.ts');
}

function file(language: string): string {
  return `./locales/${language}.json`;
}

function readLanguage(available: string[]): string {
  const wanted = [storedLanguage(), ...navigator.languages.map((tag) => tag.split('-')[0] ?? '')];
  return wanted.find((language) => language !== null && available.includes(language)) ?? fallback;
}

function storedLanguage(): string | null {
  try {
    return localStorage.getItem(storageKey);
  } catch {
    return null;
  }
}
