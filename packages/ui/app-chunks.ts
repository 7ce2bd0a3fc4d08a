import type { HtmlTagDescriptor, Plugin, Rolldown } from 'vite';

type Modules = {
  all: readonly string[];
  /** What a module imports, at once and later. */
  importsOf: (id: string) => { now: readonly string[]; later: readonly string[] };
};

type ChunkOptions = {
  /**
   * Modules that do not come with the app: what it imports only by name, from a library's index, and what pages share of
   * which the first one has no use.
   */
  except: RegExp;
  /** Modules that come with the app although only later parts use them: too small for a file of their own. */
  small?: RegExp;
  /** The end of the path of the module that starts the app, imported once the page has been painted. */
  start: string;
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
 * - `ahead`: what the page runs before the rest has come, with what it imports.
 * - `react`, `libraries`, `first`: what the app imports at once, as three that come side by side. A new connection starts
 *   slowly, so one large file would take longer.
 * - `first` too, where the app wants it: what pages of several features share.
 * - one of each feature: what its pages share with each other or with its other parts.
 *
 * Everything else is cut as the bundler does it.
 */
export function appChunks(options: ChunkOptions): Plugin {
  let chunkOf = new Map<string, string>();
  let base = '/';
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
      build: {
        modulePreload: { polyfill: false, resolveDependencies },
        rolldownOptions: { output: { codeSplitting: { groups } } },
      },
    }),
    /** What is imported after the first paint is on its way before. */
    transformIndexHtml: {
      order: 'post',
      handler: (_, { bundle }) => preloads(Object.values(bundle ?? {}), options.start, base),
    },
    configResolved(config) {
      base = config.base;
    },
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
  for (const id of reach(entries, importsOf)) chunkOf.set(id, 'ahead');
  for (const id of reach(ending(options.start), importsOf)) {
    if (!chunkOf.has(id) && !options.except.test(id)) chunkOf.set(id, firstChunk(id));
  }
  const pages = new Set(ending(options.pages).flatMap((id) => importsOf(id).later));
  for (const [id, parts] of partsByModule(modules)) {
    if (chunkOf.has(id) || parts.size === 1 || options.except.test(id)) continue;
    const name = options.small?.test(id) ? 'first' : sharedChunk([...parts], pages, options);
    if (name) chunkOf.set(id, name);
  }
  return chunkOf;
}

const withTags = /[/\\](rolldown-runtime|react|libraries|first)-/;

/** What a part needs before it can run; what the page has tags for is there by then, and is not named again. */
function resolveDependencies(_: string, files: string[], { hostType }: { hostType: 'html' | 'js' }): string[] {
  return hostType === 'html' ? files : files.filter((file) => !withTags.test(file));
}

/** The tags that ask for the chunk with the module that starts the app, for all that it imports, and for its styles. */
function preloads(
  bundle: readonly (Rolldown.OutputChunk | Rolldown.OutputAsset)[],
  start: string,
  base: string,
): HtmlTagDescriptor[] {
  const chunks = new Map(bundle.flatMap((file) => (file.type === 'chunk' ? [[file.fileName, file] as const] : [])));
  const importsOf = (name: string) => ({ now: chunks.get(name)?.imports ?? [], later: [] });
  const withImports = (isFirst: (chunk: Rolldown.OutputChunk) => boolean) => {
    const names = [...chunks.values()].filter(isFirst).map(({ fileName }) => fileName);
    return reach(names, importsOf);
  };
  // What the page itself imports has its tags.
  const known = withImports(({ isEntry }) => isEntry);
  const started = withImports(({ facadeModuleId, moduleIds }) =>
    [facadeModuleId ?? '', ...moduleIds].some((id) => id.endsWith(start)),
  );
  const wanted = [...started].filter((name) => !known.has(name));
  const styles = new Set(wanted.flatMap((name) => [...(chunks.get(name)?.viteMetadata?.importedCss ?? [])]));
  const link = (rel: string, name: string): HtmlTagDescriptor => ({
    tag: 'link',
    attrs: { rel, crossorigin: true, href: base + name },
    injectTo: 'head',
  });
  return [...wanted.map((name) => link('modulepreload', name)), ...[...styles].map((name) => link('stylesheet', name))];
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
