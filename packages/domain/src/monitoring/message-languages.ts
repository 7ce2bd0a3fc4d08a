/** The languages that mails are written in; the words of each are a file in `mail-words/`. */
export const messageLanguages = ['en', 'ja'] as const;
export type MessageLanguage = (typeof messageLanguages)[number];

/** The language of mails for whoever reads `language`: English, where they are not written in it. */
export function messageLanguageOf(language: string): MessageLanguage {
  return messageLanguages.find((one) => one === language) ?? 'en';
}
