import type { TestProject } from 'vitest/node';
import { applyMigrations } from './packages/database/src/migrations.ts';
import { startScratchPostgres } from './packages/database/src/scratch-postgres.ts';
import type {} from './packages/database/src/testing.ts'; // declares what is provided
import { startEmbeddedMongo } from './packages/embedded-mongo/src/server.ts';
import type {} from './packages/telemetry/src/testing.ts'; // likewise

/**
 * Starts the stores that integration tests share: embedded ones, or those that DATABASE_URL and MONGODB_URI name, so
 * that the same tests run against real servers.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { DATABASE_URL: existingDatabase, MONGODB_URI: existingMongo } = process.env;
  const postgres = existingDatabase ? null : await startScratchPostgres();
  const mongo = existingMongo ? null : await startEmbeddedMongo({ dataDir: null, port: 0 });
  const databaseUrl = existingDatabase ?? postgres?.url ?? '';
  await applyMigrations(databaseUrl);
  project.provide('databaseUrl', databaseUrl);
  project.provide('mongodbUri', existingMongo ?? mongo?.uri ?? '');
  return async () => {
    await Promise.all([postgres?.stop(), mongo?.close()]);
  };
}
