import { readLanguage } from './language.ts';
import { languagesOf, pathOf, sharedFiles, type TextFiles } from './text-files.ts';
import type { Namespace } from './texts.ts';

/** A page of an app: the texts it shows, how it is loaded, and whether it is there for whoever is not signed in. */
export type Page = { texts: readonly Namespace[]; load: () => Promise<unknown>; isPublic?: true };

/** Asks for a page and its texts, and for those that every page shows, while the app itself is still on its way. */
export function askAhead(page: Page | undefined, textFiles: TextFiles): void {
  const file = pathOf(readLanguage(languagesOf(sharedFiles)));
  const texts = ['start', ...(page?.texts ?? [])].flatMap((part) =>
    [sharedFiles, textFiles].flatMap((files) => files[file]?.[part] ?? []),
  );
  // What cannot be had is asked for again, and told, once it is needed.
  for (const load of page ? [page.load, ...texts] : texts) load().catch(() => {});
}

/** The first page whose pattern, as the router knows it, an address fits; undefined: it is none of them. */
export function pageAt<Found>(path: string, pages: Readonly<Record<string, Found>>): Found | undefined {
  const parts = partsOf(path);
  const fits = (pattern: string) => {
    const wanted = partsOf(pattern);
    return wanted.length === parts.length && wanted.every((one, i) => one.startsWith('$') || one === parts[i]);
  };
  return Object.entries(pages).find(([pattern]) => fits(pattern))?.[1];
}

function partsOf(path: string): string[] {
  return path.split('/').filter((part) => part !== '');
}
