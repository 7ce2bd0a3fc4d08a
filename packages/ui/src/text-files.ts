import type { Messages } from '@lingui/core';

/** Loads compiled messages, by `namespace.key`; see compile-texts.ts. */
type LoadPart = () => Promise<{ default: Messages }>;
/** The pieces of a language in one place, by namespace; in an app's also `start`, all that the first page needs. */
type TextParts = Record<string, LoadPart>;
/** The pieces by the file of the language; every language is one file in each place that has texts. */
export type TextFiles = Record<string, TextParts>;

/** The texts that both apps share. */
export const sharedFiles: TextFiles = import.meta.glob('./locales/*.json', { eager: true, import: 'default' });

const [before, after] = ['./locales/', '.json'];

/** The file of a language, as `import.meta.glob` names it. */
export function pathOf(language: string): string {
  return before + language + after;
}

/** The languages that there are. */
export function languagesOf(files: TextFiles): string[] {
  return Object.keys(files).map((path) => path.slice(before.length, -after.length));
}
