import type { Config } from '@commonwatt/config/config';
import { createDatabase, type Database } from '@commonwatt/database/client';
import { listPendingMigrations } from '@commonwatt/database/migrations';
import { ensureIndexes } from '@commonwatt/telemetry/indexes';
import { openTelemetry, type Telemetry } from '@commonwatt/telemetry/telemetry';
import { type OpenStoresOptions, openStores, type Stores } from './stores/open-stores.ts';
import { runOwnProcess } from './stores/own-process.ts';
import { environment } from './terminal.ts';

/** Both stores, ready to be used: migrated and indexed. */
export type Installation = { stores: Stores; database: Database; telemetry: Telemetry; close(): Promise<void> };

/** Opens the stores of an installation and brings them up to date. */
export async function openInstallation(
  config: Config,
  options: Pick<OpenStoresOptions, 'log' | 'whenRunning'>,
): Promise<Installation> {
  const stores = await openStores(config, { ...options, searchPath: environment.PATH ?? '' });
  // In a process of its own, since the engine that migrates would stay in memory for good.
  const isBehind = (await listPendingMigrations(stores.databaseUrl)).length > 0;
  if (isBehind) await runOwnProcess(['migrate'], { DATABASE_URL: stores.databaseUrl });
  // Each connection of an embedded PostgreSQL is a process on this small machine.
  const database = createDatabase(stores.databaseUrl, { maxConnections: config.DATABASE_URL ? 10 : 3 });
  const telemetry = openTelemetry({ uri: stores.mongodbUri, database: config.MONGODB_DATABASE, warn: options.log });
  await ensureIndexes(telemetry);
  return {
    stores,
    database,
    telemetry,
    async close() {
      await Promise.all([database.$disconnect(), telemetry.close()]);
      await stores.stop();
    },
  };
}
