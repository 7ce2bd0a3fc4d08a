import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Child } from '../system/child.ts';
import { waitUntil } from '../system/wait-until.ts';
import type { Addresses } from './addresses.ts';

/** Where the embedded stores of an installation are reached, with the password that only its folder knows. */
export type RunningStores = { mongodbUri: string; databaseUrl: string };

/** Waits until an installation has noted where its stores are. Fails at once when its process has ended. */
export async function readRunningStores({ dataDir }: Addresses, server: Child): Promise<RunningStores> {
  const read = async () => {
    if (server.hasEnded()) return 'ended';
    return JSON.parse(await readFile(join(dataDir, 'running.json'), 'utf8')) as RunningStores;
  };
  const found = await waitUntil('the stores of the installation', read, { timeoutMs: 60_000 });
  if (found === 'ended') throw new Error(`the server has ended:\n${server.output()}`);
  return found;
}
