import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Config } from '@commonwatt/config/config';
import { startEmbeddedPostgres } from '@commonwatt/database/embedded-postgres';
import { DomainError } from '@commonwatt/domain/domain-error';
import { findMongod, startMongod } from './mongod.ts';
import { startOwnProcess } from './own-process.ts';
import { startOnPort } from './ports.ts';
import { findRunningStores, forgetRunningStores, noteRunningStores, type StoreAddresses } from './running.ts';
import { type Part, type Supervised, supervise } from './supervised.ts';

/** The two stores of an installation, started here or elsewhere. */
export type Stores = StoreAddresses & { stop(): Promise<void> };

export type OpenStoresOptions = {
  searchPath: string;
  log: (message: string) => void;
  /** What to do when another process runs the embedded stores of this folder. */
  whenRunning: 'share' | 'refuse';
};

/**
 * Finds or starts both stores and says which and why. MongoDB: MONGODB_URI, else a `mongod` on the PATH, else the
 * embedded store. PostgreSQL: DATABASE_URL, else the embedded one. What is started here is started again when it dies.
 */
export async function openStores(config: Config, options: OpenStoresOptions): Promise<Stores> {
  const { MONGODB_URI, DATABASE_URL } = config;
  if (MONGODB_URI && DATABASE_URL) {
    options.log('MongoDB and PostgreSQL: the ones that MONGODB_URI and DATABASE_URL name');
    return { mongodbUri: MONGODB_URI, databaseUrl: DATABASE_URL, stop: async () => {} };
  }
  const dataDir = resolve(config.COMMONWATT_DATA_DIR);
  await mkdir(dataDir, { recursive: true });
  const running = await findRunningStores(dataDir);
  if (running) return shareRunning(running, config, options);
  const [mongo, postgres] = await Promise.all([openMongo(config, options), openPostgres(config, options)]);
  const addresses = { mongodbUri: mongo.url, databaseUrl: postgres.url };
  await noteRunningStores(dataDir, addresses);
  return {
    ...addresses,
    async stop() {
      await forgetRunningStores(dataDir);
      await Promise.all([mongo.part?.stop(), postgres.part?.stop()]);
    },
  };
}

function shareRunning(running: StoreAddresses, config: Config, options: OpenStoresOptions): Stores {
  if (options.whenRunning === 'refuse') {
    throw new DomainError(
      'PRECONDITION_FAILED',
      `It is running already, with its data in ${config.COMMONWATT_DATA_DIR}`,
    );
  }
  options.log(`MongoDB and PostgreSQL: those of the installation that runs in ${config.COMMONWATT_DATA_DIR}`);
  return {
    mongodbUri: config.MONGODB_URI ?? running.mongodbUri,
    databaseUrl: config.DATABASE_URL ?? running.databaseUrl,
    stop: async () => {},
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
  const args = ['embedded-mongo', '--data-dir', dataDir, '--port', String(port)];
  const start = () => startOnPort(port, 'EMBEDDED_MONGO_PORT', () => startOwnProcess(args));
  return { url, part: await supervise('the embedded MongoDB', start, log) };
}

async function openPostgres(config: Config, { log }: OpenStoresOptions): Promise<Opened> {
  if (config.DATABASE_URL) {
    log('PostgreSQL: the one that DATABASE_URL names');
    return { url: config.DATABASE_URL, part: null };
  }
  const { EMBEDDED_POSTGRES_PORT: port, COMMONWATT_DATA_DIR: dataDir } = config;
  const start = () => startOnPort(port, 'EMBEDDED_POSTGRES_PORT', () => startEmbeddedPostgres({ dataDir, port, log }));
  const part = await supervise('the embedded PostgreSQL', start, log);
  const { url, folder } = part.current();
  log(`PostgreSQL: embedded on port ${port}, files in ${folder}, because DATABASE_URL is not set`);
  return { url, part };
}
