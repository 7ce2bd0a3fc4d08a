import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { uniqueName } from '@commonwatt/database/testing';
import { openTelemetry } from '@commonwatt/telemetry/telemetry';
import { unitDataDocument } from '@commonwatt/telemetry/testing';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { runCommand } from './testing.ts';

// A whole installation is lost and brought back from its backup, each in databases of its own.

const lost = uniqueName('lost');
const restored = uniqueName('restored');
let server: pg.Client;
let folder: string;

beforeAll(async () => {
  server = new pg.Client({ connectionString: inject('databaseUrl') });
  await server.connect();
  for (const name of [lost, restored]) await server.query(`CREATE DATABASE ${name}`);
  folder = await mkdtemp(join(tmpdir(), 'commonwatt-backup-'));
});
afterAll(async () => {
  for (const name of [lost, restored]) await server.query(`DROP DATABASE ${name} WITH (FORCE)`);
  await server.end();
  await rm(folder, { recursive: true });
});

function inDatabases(name: string, args: string[], input = '') {
  const url = new URL(inject('databaseUrl'));
  url.pathname = `/${name}`;
  return runCommand(args, { variables: { DATABASE_URL: url.href, MONGODB_DATABASE: name }, input });
}

test('a backup brings back users, homes and what was reported', async () => {
  const unit = { communityId: 'c', clusterId: 'k', unitId: 'E001' };
  const telemetry = openTelemetry({ uri: inject('mongodbUri'), database: lost });
  await telemetry.db.collection('unitData').insertOne(unitDataDocument(unit, new Date('2026-06-09T05:32:00Z')));
  await telemetry.close();
  expect(await inDatabases(lost, ['register', 'c', 'k', '--discover'])).toMatchObject({ code: 0 });
  const addUser = ['user', 'add', 'taro', '--home', 'c/k/E001'];
  expect(await inDatabases(lost, addUser, 'a long passphrase')).toMatchObject({ code: 0 });

  const backup = join(folder, 'backup');
  expect(await inDatabases(lost, ['backup', backup])).toMatchObject({
    code: 0,
    output: expect.stringContaining('unitData: 1'),
  });
  expect(await inDatabases(lost, ['backup', backup])).toMatchObject({
    code: 1,
    errors: expect.stringContaining('not empty'),
  });
  expect(await inDatabases(restored, ['restore', backup])).toMatchObject({
    code: 0,
    output: expect.stringContaining('unitData: 1'),
  });
  const [before, after] = [await inDatabases(lost, ['export']), await inDatabases(restored, ['export'])];
  expect(before.output).toContain('"taro"');
  expect(after.output).toBe(before.output);
  expect(await inDatabases(restored, ['restore', backup])).toMatchObject({
    code: 1,
    errors: expect.stringContaining('already'),
  });
}, 120_000);
