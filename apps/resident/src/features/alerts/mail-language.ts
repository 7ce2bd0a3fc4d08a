/** Mails come in the language of the app where they can, and in English otherwise. */
export function mailLanguage(language: string): 'en' | 'ja' {
  return language === 'ja' ? 'ja' : 'en';
}
