import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
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

test.for([
  ['of a process that is another by now', process.pid],
  ['of a process that is gone', 2 ** 22 + 1],
])('a pid file %s does not prevent a start, and hurts nobody', async ([, pid]) => {
  const dataDir = await mkdtemp(join(tmpdir(), 'commonwatt-left-'));
  folders.push(dataDir);
  const first = await startEmbeddedPostgres({ dataDir, port: await findFreePort() });
  await first.stop();
  await writeFile(join(first.folder, 'data', 'postmaster.pid'), `${pid}\n`);
  const next = await startEmbeddedPostgres({ dataDir, port: await findFreePort() });
  expect((await query(next.url, 'SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
  await next.stop();
});
