import { join } from 'node:path';
import { startEmbeddedMongo } from '@commonwatt/embedded-mongo/server';
import { endWithParent } from '../stores/own-process.ts';
import { failWith, print } from '../terminal.ts';

/** What does not fit is read from its files, which the system keeps in memory as long as it has some to spare. */
const documentCacheBytes = 32 * 1024 * 1024;

/** The embedded store as a process of its own: long work in it never delays a page. */
export async function runEmbeddedMongo(options: { dataDir: string; port: string }): Promise<void> {
  const dataDir = join(options.dataDir, 'mongo');
  const store = await startEmbeddedMongo({ dataDir, port: Number(options.port), documentCacheBytes, log: print }).catch(
    failWith,
  );
  endWithParent(() => store.close());
}
