import type { TestProject } from 'vitest/node';
import { applyMigrations } from './packages/database/src/migrations.ts';
import { startScratchPostgres } from './packages/database/src/scratch-postgres.ts';
import type {} from './packages/database/src/testing.ts'; // declares what is provided

/** Starts the stores that integration tests share. DATABASE_URL names an existing PostgreSQL instead. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const existingUrl = process.env.DATABASE_URL;
  const postgres = existingUrl ? null : await startScratchPostgres();
  const databaseUrl = existingUrl ?? postgres?.url ?? '';
  await applyMigrations(databaseUrl);
  project.provide('databaseUrl', databaseUrl);
  return async () => {
    await postgres?.stop();
  };
}
