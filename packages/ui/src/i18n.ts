import i18next, { type i18n, type Resource } from 'i18next';
import { initReactI18next } from 'react-i18next';

/** Texts of one language by namespace. */
export type Texts = Record<string, object>;
/** Loads the texts of a language; every language an app has is one file. */
export type TextLoaders = Record<string, () => Promise<Texts>>;

const sharedTexts: TextLoaders = {
  en: async () => ({ ui: (await import('./locales/en.json')).default }),
  ja: async () => ({ ui: (await import('./locales/ja.json')).default }),
};

const storageKey = 'commonwatt.language';
const fallback = 'en';

/** How each language calls itself, for choosing it. */
export const languageNames: Record<string, string> = { en: 'English', ja: '日本語' };

/**
 * Starts the texts of an app in the language chosen on this device, else the browser's first one that there is, else
 * English. Only the language in use is loaded.
 */
export async function startI18n(appTexts: TextLoaders): Promise<i18n> {
  loaders = appTexts;
  const language = readLanguage(Object.keys(appTexts));
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    resources: { [language]: await loadTexts(language) } as Resource,
    interpolation: { escapeValue: false }, // React escapes
    returnNull: false,
  });
  showLanguage(language);
  return i18next;
}

let loaders: TextLoaders = {};

/** Changes the language of the page and keeps the choice on this device. */
export async function chooseLanguage(language: string): Promise<void> {
  for (const [namespace, texts] of Object.entries(await loadTexts(language))) {
    i18next.addResourceBundle(language, namespace, texts);
  }
  await i18next.changeLanguage(language);
  showLanguage(language);
  try {
    localStorage.setItem(storageKey, language);
  } catch {
    // Without storage the choice lasts as long as the page.
  }
}

async function loadTexts(language: string): Promise<Texts> {
  const [shared, app] = await Promise.all([sharedTexts[language]?.(), loaders[language]?.()]);
  if (language === 'ja') await import('./theme/japanese-font.ts');
  return { ...shared, ...app };
}

function showLanguage(language: string): void {
  document.documentElement.lang = language;
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
