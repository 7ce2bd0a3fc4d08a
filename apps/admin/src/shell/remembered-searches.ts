import { useSyncExternalStore } from 'react';
import { keptSearch, type Search } from './kept-search.ts';

/** Fits any screen: what its own schema has passed, it takes again. */
type AnySearch = Record<string, never>;
/** How each screen was last looked at, by the pattern of its address. */
type Searches = Readonly<Record<string, AnySearch | undefined>>;

const storageKey = 'commonwatt.searches';
const listeners = new Set<() => void>();
let searches = readSearches();

function readSearches(): Searches {
  try {
    return JSON.parse(sessionStorage.getItem(storageKey) ?? '{}');
  } catch {
    return {};
  }
}

function change(next: Searches): void {
  searches = next;
  try {
    sessionStorage.setItem(storageKey, JSON.stringify(next));
  } catch {
    // Without storage they last until the page is loaded anew.
  }
  for (const listener of listeners) listener();
}

/** Remembers for this tab how a screen is looked at: links that say nothing of it lead back to that. */
export function rememberSearch(screen: string, search: Search): void {
  const kept = keptSearch(search);
  if (JSON.stringify(kept) === JSON.stringify(rememberedSearch(screen))) return;
  change({ ...searches, [screen]: kept as AnySearch });
}

/** Forgets all of them: somebody else may be there now. */
export function forgetSearches(): void {
  change({});
}

/** How a screen was last looked at in this tab; nothing where it was not. */
export function rememberedSearch(screen: string): AnySearch {
  return searches[screen] ?? {};
}

/** The same for what is drawn, which is drawn again when it changes. */
export function useRememberedSearch(): typeof rememberedSearch {
  useSyncExternalStore(subscribe, () => searches);
  return rememberedSearch;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
