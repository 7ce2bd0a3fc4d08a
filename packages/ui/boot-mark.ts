import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

const root = '<div id="root">';
const mark = readFileSync(join(import.meta.dirname, 'boot.html'), 'utf8');

/** Vite plugin: what stands in `#root` until the app does; `.boot` in src/theme/base.css says how it looks. */
export function bootMark(): Plugin {
  return {
    name: 'commonwatt-boot-mark',
    transformIndexHtml(html) {
      if (!html.includes(root)) throw new Error(`index.html has no ${root}`);
      return html.replace(root, root + mark);
    },
  };
}
