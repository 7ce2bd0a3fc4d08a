import type { Plugin } from 'vite';

/**
 * Vite plugin: what the first page imports, directly or not, is one file. Otherwise the bundler cuts it into many, by which
 * of the parts that are loaded later share what, and each of them compresses less well and is a request of its own. `except` are modules that
 * it imports only by name, from a library's index, and does not use.
 */
export function firstChunk({ except }: { except: RegExp }): Plugin {
  const first = new Set<string>();
  const nameChunk = (id: string) => (first.has(id) && !except.test(id) ? 'first' : null);
  return {
    name: 'commonwatt-first-chunk',
    apply: 'build',
    config: () => ({
      build: { rolldownOptions: { output: { codeSplitting: { groups: [{ name: nameChunk, debugName: 'first' }] } } } },
    }),
    buildEnd() {
      const found = [...this.getModuleIds()].filter((id) => this.getModuleInfo(id)?.isEntry);
      for (const id of found) {
        if (first.has(id)) continue;
        first.add(id);
        found.push(...(this.getModuleInfo(id)?.importedIds ?? []));
      }
    },
  };
}
