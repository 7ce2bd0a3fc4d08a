import type { Plugin } from 'vite';

/**
 * Vite plugin: what the first page imports, directly or not, is one file. Otherwise the bundler cuts it into many, by which
 * of the parts that are loaded later share what, and each of them compresses less well and is a request of its own.
 *
 * `except` are modules that it imports only by name, from a library's index, and does not use. `ahead` is a small module
 * that is to run before the rest has come: it is a file of its own, with what it imports.
 */
export function firstChunk({ except, ahead }: { except: RegExp; ahead?: string }): Plugin {
  const early = new Set<string>();
  const first = new Set<string>();
  const nameChunk = (id: string) => {
    if (early.has(id)) return 'ahead';
    return first.has(id) && !except.test(id) ? 'first' : null;
  };
  return {
    name: 'commonwatt-first-chunk',
    apply: 'build',
    config: () => ({
      build: { rolldownOptions: { output: { codeSplitting: { groups: [{ name: nameChunk, debugName: 'first' }] } } } },
    }),
    buildEnd() {
      const importsOf = (id: string) => this.getModuleInfo(id)?.importedIds ?? [];
      const ids = [...this.getModuleIds()];
      const entries = ids.filter((id) => this.getModuleInfo(id)?.isEntry);
      if (ahead !== undefined)
        addReachable(
          early,
          ids.filter((id) => id.endsWith(ahead)),
          importsOf,
        );
      addReachable(first, entries, importsOf);
    },
  };
}

/** Adds modules and all that they import, directly or not. */
function addReachable(found: Set<string>, from: readonly string[], importsOf: (id: string) => readonly string[]): void {
  for (const id of from) found.add(id);
  for (const id of found) for (const imported of importsOf(id)) found.add(imported);
}
