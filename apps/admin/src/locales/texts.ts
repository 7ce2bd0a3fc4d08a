import type { TextLoaders } from '@commonwatt/ui/i18n.ts';

/** Adding a language is one file here, one beside the shared texts, and its name for itself. */
export const texts: TextLoaders = {
  en: async () => (await import('./en.json')).default,
  ja: async () => (await import('./ja.json')).default,
};
