import { type Ask, askEarly } from './early-answers.ts';
import { openEarly } from './early-stream.ts';
import { readLanguage } from './language.ts';
import { languagesOf, pathOf, sharedFiles, type TextFiles } from './text-files.ts';
import type { Namespace } from './texts.ts';

/** What stands in an address where the pattern of its page has a name. */
export type Params = Readonly<Record<string, string>>;

export type Page = {
  /** The texts it shows. */
  texts: readonly Namespace[];
  /** How it is loaded, unless it comes with the app. */
  load?: () => Promise<unknown>;
  /** What it asks the api first. */
  asks?: (params: Params) => Ask[];
  /** The subscription that it shows first. */
  stream?: (params: Params) => Ask;
  /** It is there for whoever is not signed in. */
  isPublic?: true;
};

/**
 * Asks for the page at an address, its texts and those that every page shows, and for what is asked the api first: by the
 * page, and by `everyPage` that is not public, of which the first is never refused. All of it while the app itself is still on its way.
 */
export function askAhead(place: Place | undefined, textFiles: TextFiles, everyPage: readonly [Ask, ...Ask[]]): void {
  const page = place?.page;
  if (!page?.isPublic) {
    // Nothing that every page waits for waits for what one page shows.
    askEarly(everyPage);
    const asks = page?.asks?.(place?.params ?? {}) ?? [];
    // With one that is never refused, a refusal of the others is no error of the whole request.
    if (asks.length > 0) askEarly([...asks, everyPage[0]]);
    if (page?.stream) openEarly(page.stream(place?.params ?? {}));
  }
  const file = pathOf(readLanguage(languagesOf(sharedFiles)));
  const texts = ['start', ...(page?.texts ?? [])].flatMap((part) =>
    [sharedFiles, textFiles].flatMap((files) => files[file]?.[part] ?? []),
  );
  // What cannot be had is asked for again, and told, once it is needed.
  for (const load of page?.load ? [page.load, ...texts] : texts) load().catch(() => {});
}

/** The page that an address leads to. */
export type Place = { page: Page; params: Params };

/** The first page whose pattern, as the router knows it, an address fits; undefined: it is none of them. */
export function pageAt(path: string, pages: Readonly<Record<string, Page>>): Place | undefined {
  const parts = partsOf(path);
  for (const [pattern, page] of Object.entries(pages)) {
    const wanted = partsOf(pattern);
    const isNamed = (part: string) => part.startsWith('$');
    if (wanted.length !== parts.length || !wanted.every((one, i) => isNamed(one) || one === parts[i])) continue;
    const params = wanted.flatMap((one, i) => (isNamed(one) ? [[one.slice(1), parts[i] ?? '']] : []));
    return { page, params: Object.fromEntries(params) };
  }
  return undefined;
}

function partsOf(path: string): string[] {
  return path
    .split('/')
    .filter((part) => part !== '')
    .map(decode);
}

/** As the router reads it; what is no valid code stays as it is. */
function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
