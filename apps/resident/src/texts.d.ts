import type texts from './locales/en.json';

type AppTexts = typeof texts;

declare module '@commonwatt/ui/texts.ts' {
  interface TextCatalog extends AppTexts {}
}
