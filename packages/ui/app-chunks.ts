import type { Plugin } from 'vite';

type Modules = {
  all: readonly string[];
  /** What a module imports, at once and later. */
  importsOf: (id: string) => { now: readonly string[]; later: readonly string[] };
};

type ChunkOptions = {
  /** Modules that the app imports only by name, from a library's index, and does not use at first. */
  except: RegExp;
  /** The end of the path of a small module that is to run before the rest has come. */
  ahead: string;
  /** The end of the path of the module that loads the pages, each from below `features`. */
  pages: string;
  /** Whether what pages of several features share comes with the first chunk. */
  isSharedFirst: boolean;
};

const library = /[/\\]node_modules[/\\]/;
const react = /[/\\]node_modules[/\\](react|react-dom|scheduler)[/\\]/;
const feature = /[/\\]features[/\\]([\w-]+)[/\\]/;

/**
 * Vite plugin: few files, each asked for when it is needed. Otherwise the bundler cuts an app into a hundred, by which of
 * the parts that are loaded later share what, and on a slow line each round of requests costs more than what they bring.
 *
 * - `ahead`: what runs before the rest has come, with what it imports.
 * - `react`, `libraries`, `first`: what the app imports at once, as three that come side by side. A new connection starts
 *   slowly, so one large file would take longer.
 * - `first` too, where the app wants it: what pages of several features share.
 * - one of each feature: what its pages share with each other or with its other parts.
 *
 * Everything else is cut as the bundler does it.
 */
export function appChunks(options: ChunkOptions): Plugin {
  let chunkOf = new Map<string, string>();
  // A chunk takes what its modules import, unless one before it has.
  const groups = [/^ahead$/, /^react$/, /^libraries$/, /^first$/, /^/].map((names, i) => ({
    name: (id: string) => chunkOf.get(id)?.match(names)?.input ?? null,
    debugName: 'app',
    priority: 5 - i,
  }));
  return {
    name: 'commonwatt-chunks',
    apply: 'build',
    // Browsers that know no module preloading ask for each part when it is imported.
    config: () => ({
      build: { modulePreload: { polyfill: false }, rolldownOptions: { output: { codeSplitting: { groups } } } },
    }),
    buildEnd() {
      const importsOf = (id: string) => {
        const info = this.getModuleInfo(id);
        return { now: info?.importedIds ?? [], later: info?.dynamicallyImportedIds ?? [] };
      };
      const all = [...this.getModuleIds()];
      const entries = all.filter((id) => this.getModuleInfo(id)?.isEntry);
      chunkOf = nameChunks({ all, importsOf }, entries, options);
    },
  };
}

/** The chunk of each module that is not left to the bundler. */
export function nameChunks(modules: Modules, entries: readonly string[], options: ChunkOptions): Map<string, string> {
  const { all, importsOf } = modules;
  const chunkOf = new Map<string, string>();
  const ending = (path: string) => all.filter((id) => id.endsWith(path));
  for (const id of reach(ending(options.ahead), importsOf)) chunkOf.set(id, 'ahead');
  for (const id of reach(entries, importsOf)) {
    if (!chunkOf.has(id) && !options.except.test(id)) chunkOf.set(id, firstChunk(id));
  }
  const pages = new Set(ending(options.pages).flatMap((id) => importsOf(id).later));
  for (const [id, parts] of partsByModule(modules)) {
    const name = chunkOf.has(id) || parts.size === 1 ? null : sharedChunk([...parts], pages, options);
    if (name) chunkOf.set(id, name);
  }
  return chunkOf;
}

function firstChunk(id: string): string {
  if (react.test(id)) return 'react';
  return library.test(id) ? 'libraries' : 'first';
}

/** Where a module belongs that these parts share, each of them loaded by itself; null: the bundler decides. */
function sharedChunk(
  parts: readonly string[],
  pages: ReadonlySet<string>,
  { isSharedFirst }: ChunkOptions,
): string | null {
  if (!parts.some((part) => pages.has(part))) return null;
  const features = new Set(parts.map((part) => part.match(feature)?.[1] ?? part));
  const [only = ''] = features;
  if (features.size === 1) return only;
  return isSharedFirst ? 'first' : null;
}

/** The parts that are loaded later, by each module that they import. */
function partsByModule({ all, importsOf }: Modules): Map<string, Set<string>> {
  const byModule = new Map<string, Set<string>>();
  for (const part of new Set(all.flatMap((id) => importsOf(id).later))) {
    for (const id of reach([part], importsOf)) byModule.set(id, (byModule.get(id) ?? new Set()).add(part));
  }
  return byModule;
}

/** Modules and all that they import at once, directly or not. */
function reach(from: readonly string[], importsOf: Modules['importsOf']): Set<string> {
  const found = new Set(from);
  for (const id of found) for (const imported of importsOf(id).now) found.add(imported);
  return found;
}
