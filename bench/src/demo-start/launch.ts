import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Addresses } from '../product/addresses.ts';
import { build, checkout } from '../product/checkout.ts';
import { type Child, runChild, startChild } from '../system/child.ts';
import type { Cleanup } from '../system/cleanup.ts';
import { createTemporaryFolder } from '../system/temporary-folder.ts';

/** A way to start the demo, with its target (ms) for being alive. */
export type Launch = { title: string; targetMs: number; start(): Child };

/** The demo of this checkout as its root script starts it, built already. */
export async function prepareInstalled(cleanup: Cleanup, { variables }: Addresses): Promise<Launch> {
  await build(cleanup);
  return {
    title: 'pnpm demo, installed and built',
    targetMs: 15_000,
    start: () => startChild(cleanup, { command: 'pnpm', args: ['run', 'demo'], cwd: checkout, variables }),
  };
}

/** The demo of a fresh clone of what is committed, on a machine that has neither pnpm nor any package. */
export async function prepareFresh(cleanup: Cleanup, { variables }: Addresses): Promise<Launch> {
  const folder = await createTemporaryFolder(cleanup);
  const clone = join(folder, 'commonwatt');
  await runChild(cleanup, { command: 'git', args: ['clone', '--quiet', checkout, clone], cwd: folder });
  const empty = { XDG_DATA_HOME: 'data', XDG_CACHE_HOME: 'cache', XDG_STATE_HOME: 'state', npm_config_cache: 'npm' };
  const folders = Object.entries(empty).map(([name, path]) => [name, join(folder, path)] as const);
  for (const [, path] of folders) await mkdir(path);
  const environment = { ...variables, ...Object.fromEntries(folders) };
  return {
    title: 'npx --yes pnpm@12 demo, in a fresh clone, nothing in any cache',
    targetMs: 120_000,
    start: () =>
      startChild(cleanup, {
        command: 'npx',
        args: ['--yes', 'pnpm@12', 'demo'],
        cwd: clone,
        variables: environment,
      }),
  };
}
