import { DomainError } from '@commonwatt/domain/domain-error';
import { z } from 'zod';
import type { Database, DatabaseTransaction } from './client.ts';

/** Tables of a copy, those that others refer to first. A test proves that none is forgotten. */
export const copiedTables = [
  'users',
  'recovery_codes',
  'alert_mails',
  'communities',
  'staff_communities',
  'clusters',
  'units',
  'unit_residents',
  'scenarios',
  'choices',
  'monitor_settings',
  'monitor_periods',
  'community_settings',
  'failures',
  'failure_units',
  'notification_recipients',
  'outgoing_messages',
  'audit_events',
] as const;

/** What belongs to one running installation: who is signed in, what is throttled, how far a job has come. */
export const tablesOfTheMoment = [
  'sessions',
  'known_devices',
  'setup_links',
  'rate_limits',
  'scenario_fetches',
  'monitor_watches',
  'monitor_progress',
  'monitor_lines',
  'worker_leases',
  'job_runs',
  'program_errors',
  '_prisma_migrations',
] as const;

const copySchema = z.object({
  format: z.literal('commonwatt', 'is not an export of Commonwatt'),
  version: z.literal(1, 'was written by another version of Commonwatt'),
  migration: z.string(),
  tables: z.record(z.enum(copiedTables), z.array(z.record(z.string(), z.unknown()))),
});

/** Everything relational as JSON: rows as PostgreSQL prints them, by table. */
export type PortableCopy = z.infer<typeof copySchema>;

/** Reads every copied table, all of them as they were at one moment. Secrets in it are hashed, but for second factors and the keys of webhooks. */
export async function exportCopy(db: Database): Promise<PortableCopy> {
  return db.$transaction(
    async (tx) => {
      const tables = {} as PortableCopy['tables'];
      for (const table of copiedTables) {
        const rows = await tx.$queryRawUnsafe<{ row: Record<string, unknown> }[]>(
          `SELECT to_jsonb(t) AS row FROM ${table} t ORDER BY to_jsonb(t)->'id', to_jsonb(t)::text`,
        );
        tables[table] = rows.map(({ row }) => row);
      }
      return { format: 'commonwatt', version: 1, migration: await lastMigration(tx), tables };
    },
    { isolationLevel: 'RepeatableRead', timeout: 600_000 },
  );
}

/**
 * Brings a copy into an empty database, all or nothing. Returns how many rows it has.
 * @throws DomainError BAD_REQUEST when it is no copy, PRECONDITION_FAILED when there is data already or the copy has another
 * shape than this version.
 */
export async function importCopy(db: Database, content: unknown): Promise<number> {
  const parsed = copySchema.safeParse(content);
  if (!parsed.success) throw new DomainError('BAD_REQUEST', z.prettifyError(parsed.error));
  const { tables, migration } = parsed.data;
  return db.$transaction(
    async (tx) => {
      const own = await lastMigration(tx);
      if (migration !== own) {
        throw new DomainError('PRECONDITION_FAILED', `The copy is of schema ${migration}, this program of ${own}`);
      }
      await requireEmpty(tx);
      let count = 0;
      for (const table of copiedTables) {
        const rows = JSON.stringify(tables[table]);
        count += await tx.$executeRawUnsafe(
          `INSERT INTO ${table} SELECT * FROM jsonb_populate_recordset(NULL::${table}, $1::jsonb)`,
          rows,
        );
      }
      await raiseSequences(tx);
      return count;
    },
    { timeout: 600_000 },
  );
}

async function requireEmpty(tx: DatabaseTransaction): Promise<void> {
  for (const table of ['users', 'communities'] as const) {
    const rows = await tx.$queryRawUnsafe<unknown[]>(`SELECT 1 FROM ${table} LIMIT 1`);
    if (rows.length > 0)
      throw new DomainError('PRECONDITION_FAILED', `There are ${table} already: import into an empty database`);
  }
}

async function lastMigration(tx: DatabaseTransaction): Promise<string> {
  const rows = await tx.$queryRaw<{ name: string }[]>`
    SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL ORDER BY migration_name DESC LIMIT 1`;
  return rows[0]?.name ?? '';
}

/** Rows that come with a key of their own do not move the counters that give out keys. */
export async function raiseSequences(tx: DatabaseTransaction): Promise<void> {
  const owned = await tx.$queryRaw<{ sequence: string; table: string }[]>`
    SELECT s.oid::regclass::text AS sequence, t.oid::regclass::text AS table
    FROM pg_class s
    JOIN pg_depend d ON d.objid = s.oid AND d.classid = 'pg_class'::regclass AND d.deptype = 'a'
    JOIN pg_class t ON t.oid = d.refobjid
    JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = d.refobjsubid
    WHERE s.relkind = 'S' AND a.attname = 'id' AND s.relnamespace = current_schema()::regnamespace`;
  for (const { sequence, table } of owned) {
    const newest = `(SELECT COALESCE(MAX(id), 1) FROM ${table})`;
    await tx.$executeRawUnsafe(
      `SELECT setval('${sequence}', GREATEST(${newest}, (SELECT last_value FROM ${sequence})))`,
    );
  }
}
