import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Config } from '@commonwatt/config/config';
import { startEmbeddedPostgres } from '@commonwatt/database/embedded-postgres';
import { findMongod, startMongod } from './mongod.ts';
import { startOwnProcess } from './own-process.ts';
import { type Part, type Supervised, supervise } from './supervised.ts';

/** The two stores of an installation, started here or elsewhere. */
export type Stores = { mongodbUri: string; databaseUrl: string; stop(): Promise<void> };

export type OpenStoresOptions = { searchPath: string; log: (message: string) => void };

/**
 * Finds or starts both stores and says which and why. MongoDB: MONGODB_URI, else a `mongod` on the PATH, else the
 * embedded store. PostgreSQL: DATABASE_URL, else the embedded one. What is started here is started again when it dies.
 */
export async function openStores(config: Config, options: OpenStoresOptions): Promise<Stores> {
  await mkdir(resolve(config.COMMONWATT_DATA_DIR), { recursive: true });
  const [mongo, postgres] = await Promise.all([openMongo(config, options), openPostgres(config, options)]);
  return {
    mongodbUri: mongo.url,
    databaseUrl: postgres.url,
    async stop() {
      await Promise.all([mongo.part?.stop(), postgres.part?.stop()]);
    },
  };
}

type Opened = { url: string; part: Supervised<Part> | null };

async function openMongo(config: Config, { searchPath, log }: OpenStoresOptions): Promise<Opened> {
  if (config.MONGODB_URI) {
    log('MongoDB: the one that MONGODB_URI names');
    return { url: config.MONGODB_URI, part: null };
  }
  const { EMBEDDED_MONGO_PORT: port, COMMONWATT_DATA_DIR: dataDir } = config;
  const url = `mongodb://127.0.0.1:${port}`;
  const executable = await findMongod(searchPath);
  if (executable) {
    log(`MongoDB: ${executable} on port ${port}, because MONGODB_URI is not set`);
    return { url, part: await supervise('mongod', () => startMongod(executable, { dataDir, port }), log) };
  }
  log(`MongoDB: the embedded store on port ${port}, because MONGODB_URI is not set and no mongod is on the PATH`);
  const start = () => startOwnProcess(['embedded-mongo', '--data-dir', dataDir, '--port', String(port)]);
  return { url, part: await supervise('the embedded MongoDB', start, log) };
}

async function openPostgres(config: Config, { log }: OpenStoresOptions): Promise<Opened> {
  if (config.DATABASE_URL) {
    log('PostgreSQL: the one that DATABASE_URL names');
    return { url: config.DATABASE_URL, part: null };
  }
  const { EMBEDDED_POSTGRES_PORT: port, COMMONWATT_DATA_DIR: dataDir } = config;
  const start = () => startEmbeddedPostgres({ dataDir, port, log });
  const part = await supervise('the embedded PostgreSQL', start, log);
  const { url, folder } = part.current();
  log(`PostgreSQL: embedded on port ${port}, files in ${folder}, because DATABASE_URL is not set`);
  return { url, part };
}
