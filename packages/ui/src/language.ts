const storageKey = 'commonwatt.language';
/** Every page has it. */
export const fallbackLanguage = 'en';

/** The language chosen on this device, else the browser's first one among those there are, else English. */
export function readLanguage(available: readonly string[]): string {
  const wanted = [storedLanguage(), ...navigator.languages.map((tag) => tag.split('-')[0] ?? '')];
  return wanted.find((language) => language !== null && available.includes(language)) ?? fallbackLanguage;
}

/** Keeps a choice on this device, if it can; else it lasts as long as the page. */
export function keepLanguage(language: string): void {
  try {
    localStorage.setItem(storageKey, language);
  } catch {
    // There is no storage, or none that may be used.
  }
}

function storedLanguage(): string | null {
  try {
    return localStorage.getItem(storageKey);
  } catch {
    return null;
  }
}
