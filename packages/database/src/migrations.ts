import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { MigrationList } from '@prisma/schema-engine-wasm';
import pg from 'pg';
import { withAdvisoryLock } from './advisory-lock.ts';
import { withSchemaEngine } from './schema-engine.ts';

// Three levels up is the project's root both from here and from the bundle in apps/cli/dist.
const prismaFolder = new URL('../../../prisma/', import.meta.url);

/**
 * Applies the migrations in prisma/migrations that this database lacks, in order, each once, however many processes
 * try at the same time. Returns their names, empty when the database was up to date.
 */
export async function applyMigrations(databaseUrl: string): Promise<string[]> {
  return withAdvisoryLock(databaseUrl, 'migrations', async (client) => {
    const migrationsList = await readMigrations();
    const applied = await listAppliedMigrations(client);
    if (migrationsList.migrationDirectories.every((migration) => applied.has(migration.path))) return [];
    const filters = { externalTables: [], externalEnums: [] };
    const output = await withSchemaEngine(databaseUrl, (engine) => engine.applyMigrations({ migrationsList, filters }));
    return output.appliedMigrationNames;
  });
}

/** The names of the migrations that this database lacks, oldest first. */
export async function listPendingMigrations(databaseUrl: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const [{ migrationDirectories }, applied] = await Promise.all([readMigrations(), listAppliedMigrations(client)]);
    return migrationDirectories.map((migration) => migration.path).filter((name) => !applied.has(name));
  } finally {
    await client.end();
  }
}

/** The migrations on disk in Prisma's own format, oldest first. */
export async function readMigrations(): Promise<MigrationList> {
  const folder = new URL('migrations/', prismaFolder);
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const migrationDirectories = await Promise.all(
    names.sort().map(async (path) => {
      const value = await readFile(new URL(`${path}/migration.sql`, folder), 'utf8');
      return { path, migrationFile: { path: 'migration.sql', content: { tag: 'ok' as const, value } } };
    }),
  );
  const content = await readFile(new URL('migration_lock.toml', folder), 'utf8').catch(() => null);
  const lockfile = { path: 'migration_lock.toml', content };
  return { baseDir: fileURLToPath(folder), lockfile, shadowDbInitScript: '', migrationDirectories };
}

export async function readSchema(): Promise<string> {
  return readFile(new URL('schema.prisma', prismaFolder), 'utf8');
}

async function listAppliedMigrations(client: pg.Client): Promise<Set<string>> {
  const table = await client.query("SELECT to_regclass('_prisma_migrations') AS name");
  if (table.rows[0]?.name === null) return new Set();
  const rows = await client.query<{ migration_name: string }>(
    'SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL',
  );
  return new Set(rows.rows.map((row) => row.migration_name));
}
