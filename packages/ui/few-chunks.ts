import type { Plugin } from 'vite';

/** So many parts that are loaded later have to share a module before it is loaded with every one of them. */
const manyParts = 3;

/**
 * Vite plugin: what the first page imports, directly or not, is one file. What many of the parts share that are loaded
 * later is two: what needs no further library, and what does. Otherwise the bundler cuts all this into dozens of files, by
 * which part needs what, and each of them compresses less well and is a request of its own. `except` are modules that the
 * first page imports only by name, from a library's index, and does not use.
 */
export function fewChunks({ except }: { except: RegExp }): Plugin {
  const first = new Set<string>();
  const shared = new Map<string, 'shared' | 'shared-with-library'>();
  const nameChunk = (id: string) => {
    if (first.has(id)) return except.test(id) ? null : 'first';
    return shared.get(id) ?? null;
  };
  return {
    name: 'commonwatt-few-chunks',
    apply: 'build',
    config: () => ({
      build: { rolldownOptions: { output: { codeSplitting: { groups: [{ name: nameChunk, debugName: 'few' }] } } } },
    }),
    buildEnd() {
      const importsOf = (id: string) => this.getModuleInfo(id)?.importedIds ?? [];
      const ids = [...this.getModuleIds()];
      const entries = ids.filter((id) => this.getModuleInfo(id)?.isEntry);
      for (const id of reachable(entries, importsOf)) first.add(id);
      const sharers = new Map<string, number>();
      for (const part of ids.filter((id) => (this.getModuleInfo(id)?.dynamicImporters.length ?? 0) > 0))
        for (const id of reachable([part], importsOf)) sharers.set(id, (sharers.get(id) ?? 0) + 1);
      const needsLibrary = (id: string) =>
        [...reachable([id], importsOf)].some((needed) => needed.includes('/node_modules/') && !first.has(needed));
      for (const [id, count] of sharers)
        if (count >= manyParts && !first.has(id)) shared.set(id, needsLibrary(id) ? 'shared-with-library' : 'shared');
    },
  };
}

/** The modules and all that they import, directly or not. */
function reachable(from: readonly string[], importsOf: (id: string) => readonly string[]): Set<string> {
  const found = new Set(from);
  for (const id of found) for (const imported of importsOf(id)) found.add(imported);
  return found;
}
