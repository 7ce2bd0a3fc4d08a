import pg from 'pg';
import type { Found } from './ledger.ts';
import { writeKey } from './ledger.ts';
import { randomText } from './random-text.ts';
import type { StoreUnderTest } from './store-under-test.ts';
import { writeUntilStopped } from './write-until-stopped.ts';

const partCount = 3;
const longestText = 4_000;

/** Transactions of three rows each: all of a transaction must be there, or nothing. */
export function postgresTransactions(url: string): StoreUnderTest {
  return {
    name: 'PostgreSQL, transactions',
    async write(run, ledger) {
      const client = await connect(url);
      await client.query('CREATE SCHEMA IF NOT EXISTS bench');
      await client.query(
        'CREATE TABLE IF NOT EXISTS bench.writes (run int, key text, part int, content text, sum text)',
      );
      const writing = writeUntilStopped({ run, ledger, atOnce: 1, pauseMs: 5 }, (number) =>
        insert(client, run, writeKey(run, number)),
      );
      return { stop: () => writing.stop().finally(() => client.end().catch(() => {})) };
    },
    async find(run) {
      const client = await connect(url);
      try {
        const all = await client.query<{ key: string; rows: number; is_whole: boolean }>(
          `SELECT key, count(*)::int AS rows,
             count(DISTINCT part) = ${partCount} AND bool_and(md5(content) = sum) AS is_whole
           FROM bench.writes WHERE $1::int IS NULL OR run = $1 GROUP BY key`,
          [run === 'all' ? null : run],
        );
        return all.rows.flatMap(({ key, rows, is_whole: isWhole }): Found[] =>
          Array.from({ length: Math.ceil(rows / partCount) }, () => ({ key, isWhole })),
        );
      } finally {
        await client.end();
      }
    },
  };
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => {}); // Each query tells it, too.
  await client.connect();
  return client;
}

async function insert(client: pg.Client, run: number, key: string): Promise<void> {
  await client.query('BEGIN');
  for (let part = 1; part <= partCount; part += 1) {
    const { text, sum } = randomText(longestText);
    await client.query('INSERT INTO bench.writes VALUES ($1, $2, $3, $4, $5)', [run, key, part, text, sum]);
  }
  await client.query('COMMIT');
}
