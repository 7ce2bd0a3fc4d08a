import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, expect, test } from 'vitest';
import { startEmbeddedPostgres } from './embedded-postgres.ts';
import { findFreePort } from './scratch-postgres.ts';

const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

async function query(url: string, sql: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client.query(sql).finally(() => client.end());
}

test('a server left behind by a killed process is replaced, and what was committed is there', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'commonwatt-left-'));
  folders.push(dataDir);
  // Never stopped, as after a kill -9 of the process that started it.
  const left = await startEmbeddedPostgres({ dataDir, port: await findFreePort() });
  await query(left.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
  const next = await startEmbeddedPostgres({ dataDir, port: await findFreePort() });
  await left.ended;
  expect((await query(next.url, 'SELECT answer FROM kept')).rows).toEqual([{ answer: 42 }]);
  await next.stop();
});
