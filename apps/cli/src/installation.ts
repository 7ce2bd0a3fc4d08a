import type { Config } from '@commonwatt/config/config';
import { createDatabase, type Database } from '@commonwatt/database/client';
import { applyMigrations } from '@commonwatt/database/migrations';
import { ensureIndexes } from '@commonwatt/telemetry/indexes';
import { openTelemetry, type Telemetry } from '@commonwatt/telemetry/telemetry';
import { type OpenStoresOptions, openStores, type Stores } from './stores/open-stores.ts';

/** Both stores, ready to be used: migrated and indexed. */
export type Installation = { stores: Stores; database: Database; telemetry: Telemetry; close(): Promise<void> };

/** Opens the stores of an installation and brings them up to date. */
export async function openInstallation(config: Config, options: OpenStoresOptions): Promise<Installation> {
  const stores = await openStores(config, options);
  const applied = await applyMigrations(stores.databaseUrl);
  if (applied.length > 0) options.log(`PostgreSQL: applied ${applied.join(', ')}`);
  const database = createDatabase(stores.databaseUrl);
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
