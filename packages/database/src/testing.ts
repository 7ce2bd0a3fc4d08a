import { randomBytes } from 'node:crypto';
import type { ClusterRef, UnitRef } from '@commonwatt/domain/refs';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { inject } from 'vitest';
import { createDatabase, type Database } from './client.ts';
import { PrismaClient } from './generated/client.ts';
import { applyMigrations } from './migrations.ts';
import { addHomes, registerCluster } from './registration.ts';
import { createUser, type NewUser, type User } from './users.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A migrated PostgreSQL, shared by all integration tests: each makes rows of its own and cleans nothing. */
    databaseUrl: string;
  }
}

/** The PostgreSQL that all integration tests share (vitest.int-setup.ts). */
export function openTestDatabase(): Database {
  return createDatabase(inject('databaseUrl'));
}

/**
 * A migrated database that no other test sees, for what works on all rows there are. `dispose` removes it.
 */
export async function openOwnTestDatabase(): Promise<{ database: Database; url: string; dispose(): Promise<void> }> {
  const name = uniqueName('commonwatt_test');
  const server = new pg.Client({ connectionString: inject('databaseUrl') });
  await server.connect();
  await server.query(`CREATE DATABASE ${name}`);
  const own = new URL(inject('databaseUrl'));
  own.pathname = `/${name}`;
  await applyMigrations(own.href);
  const database = createDatabase(own.href);
  return {
    database,
    url: own.href,
    async dispose() {
      await database.$disconnect();
      await server.query(`DROP DATABASE ${name} WITH (FORCE)`);
      await server.end();
    },
  };
}

/**
 * How PostgreSQL answers each query of `work`, as its plans, in one text. Reading whole tables is made dear, as it is in
 * large ones: where an index can serve, it does.
 */
export async function explainQueries(url: string, work: (db: Database) => Promise<unknown>): Promise<string> {
  const queries: { query: string; params: string }[] = [];
  const log = [{ level: 'query' as const, emit: 'event' as const }];
  const database = new PrismaClient({ adapter: new PrismaPg({ connectionString: url }), log });
  database.$on('query', ({ query, params }) => queries.push({ query, params }));
  await work(database);
  await database.$disconnect();
  const server = new pg.Client({ connectionString: url });
  await server.connect();
  await server.query('SET enable_seqscan = off');
  const plans: string[] = [];
  for (const { query, params } of queries) {
    const { rows } = await server.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${query}`, JSON.parse(params));
    plans.push(...rows.map((row) => row['QUERY PLAN']));
  }
  await server.end();
  return plans.join('\n');
}

/** A name that no other test uses. */
export function uniqueName(prefix: string): string {
  return `${prefix}_${randomBytes(6).toString('hex')}`;
}

/** A community of its own with one cluster and the given units. */
export async function makeCluster(
  db: Database,
  unitIds: readonly string[] = ['E001', 'E002'],
  timeZone = 'Asia/Tokyo',
): Promise<ClusterRef> {
  const ref = { communityId: uniqueName('community'), clusterId: 'cluster' };
  const units = unitIds.map((unitId) => ({ unitId, name: `House ${unitId}` }));
  await registerCluster(db, { ref, communityName: 'Test community', name: 'Test cluster', timeZone, units });
  return ref;
}

/** A user of its own, resident of the given homes. The password hash is none that any password matches. */
export async function makeUser(
  db: Database,
  user: Partial<NewUser> = {},
  homes: readonly UnitRef[] = [],
): Promise<User> {
  const created = await createUser(db, { username: uniqueName('user'), passwordHash: '!', ...user });
  await addHomes(db, created.id, homes);
  return created;
}
