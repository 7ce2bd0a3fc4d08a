import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { EmbeddedPostgres } from './embedded-postgres.ts';
import { applyMigrations, readSchema } from './migrations.ts';
import { diffSchemas } from './schema-engine.ts';
import { startScratchPostgres } from './scratch-postgres.ts';

let postgres: EmbeddedPostgres;
beforeAll(async () => {
  postgres = await startScratchPostgres();
});
afterAll(() => postgres.stop());

async function createEmptyDatabase(name: string): Promise<string> {
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
  return postgres.url.replace(/[^/]+$/, name);
}

/** Everything the migrations and the schema could disagree about, as text. */
async function describe(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const columns = await client.query(`
    SELECT format('%s.%s %s(%s,%s) null=%s default=%s', table_name, column_name, data_type, character_maximum_length,
                  datetime_precision, is_nullable, column_default) AS line
    FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> '_prisma_migrations'`);
  const indexes = await client.query(
    `SELECT indexdef AS line FROM pg_indexes WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'`,
  );
  const constraints = await client.query(`
    SELECT conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) AS line FROM pg_constraint
    WHERE connamespace = 'public'::regnamespace AND conrelid::regclass::text <> '_prisma_migrations'`);
  await client.end();
  return [...columns.rows, ...indexes.rows, ...constraints.rows].map((row) => row.line as string).sort();
}

test('the migrations lead to exactly what schema.prisma describes', async () => {
  const migratedUrl = await createEmptyDatabase('migrated');
  expect(await applyMigrations(migratedUrl)).not.toEqual([]);

  const described = await createEmptyDatabase('described');
  const script = await diffSchemas(described, null, await readSchema());
  const client = new pg.Client({ connectionString: described });
  await client.connect();
  await client.query(script ?? '');
  await client.end();

  expect(await describe(migratedUrl)).toEqual(await describe(described));
});

test('two processes that migrate at once apply each migration once, and a second run nothing', async () => {
  const url = await createEmptyDatabase('raced');
  const [first, second] = await Promise.all([applyMigrations(url), applyMigrations(url)]);
  expect([first.length === 0, second.length === 0].sort()).toEqual([false, true]);
  expect(await applyMigrations(url)).toEqual([]);
});
