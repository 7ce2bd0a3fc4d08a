import type { DjangoRecords } from '@commonwatt/domain/django-dump';
import { readDjangoDump } from '@commonwatt/domain/django-dump';
import { afterAll, expect, test } from 'vitest';
import type { Database } from './client.ts';
import { importDjango } from './django-import/import-django.ts';
import { copiedTables, exportCopy, importCopy, tablesOfTheMoment } from './portable-copy.ts';
import { openOwnTestDatabase } from './testing.ts';
import { createUser } from './users.ts';

// Both kinds of import are about a whole database, so each test here has one of its own.

const disposals: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const dispose of disposals) await dispose();
});

async function makeDatabase(): Promise<Database> {
  const { database, dispose } = await openOwnTestDatabase();
  disposals.push(dispose);
  return database;
}

const joined = '2020-01-01T00:00:00+09:00';
const hash = 'pbkdf2_sha256$150000$salt$dGVzdA==';
const dump = [
  { model: 'core.user', pk: 1, fields: { username: 'admin', password: hash, is_staff: true, date_joined: joined } },
  { model: 'core.user', pk: 3, fields: { username: 'e001', password: hash, date_joined: joined } },
  { model: 'community.community', pk: 1, fields: { code: 'oss', name: 'OSS' } },
  { model: 'community.cluster', pk: 1, fields: { community: 1, code: 'k', name: 'K' } },
  {
    model: 'community.unit',
    pk: 1,
    fields: { cluster: 1, code: 'E001', name: 'E001', available_from: joined, available_to: null, users: [1, 3] },
  },
  {
    model: 'scenario.scenario',
    pk: 5,
    fields: { community_id: null, cluster_id: null, unit_id: null, created: joined, name: 'NORMAL', data: '{\r\n}' },
  },
  {
    model: 'scenario.choice',
    pk: 9,
    fields: { community_id: 'oss', cluster_id: 'k', unit_id: 'E001', created: joined, scenario: 5 },
  },
  {
    model: 'monitoring.jobsetting',
    pk: 2,
    fields: { community_id: 'oss', cluster_id: 'k', type: 'apis_ccc_alive', is_active: true },
  },
  { model: 'monitoring.communitysetting', pk: 1, fields: { community_id: 'oss', notify_to: 'a@example.com' } },
  {
    model: 'monitoring.failure',
    pk: 70,
    fields: { type: 'apis_ccc_alive', community_id: 'oss', cluster_id: 'k', detected: joined, closed: null },
  },
];

function read(records: unknown[]): DjangoRecords {
  const result = readDjangoDump(records);
  expect(result.broken).toEqual([]);
  return result.records;
}
const actions = (planned: { action: string }[]) => planned.map(({ action }) => action);

test('a dump keeps its keys, and new rows get keys beyond them; doing it again changes nothing', async () => {
  const db = await makeDatabase();
  const dry = await importDjango(db, read(dump), { isDryRun: true });
  expect(await db.user.count()).toBe(0);
  const planned = await importDjango(db, read(dump), { isDryRun: false });
  expect(planned).toEqual(dry);
  expect(new Set(actions(planned))).toEqual(new Set(['add']));
  expect(planned.every(({ newId }) => newId === null)).toBe(true);
  const unit = await db.unit.findFirstOrThrow({ include: { residents: true } });
  expect(unit).toMatchObject({ id: 1, code: 'E001', availableFrom: new Date(joined), availableTo: null });
  expect(unit.residents.map(({ userId }) => userId).sort()).toEqual([1, 3]);
  expect(await db.user.findUnique({ where: { id: 3 } })).toMatchObject({ username: 'e001', passwordHash: hash });
  expect(await db.scenario.findUnique({ where: { id: 5 } })).toMatchObject({ data: '{\r\n}', communityCode: null });
  expect(await db.choice.findUnique({ where: { id: 9 } })).toMatchObject({
    scenarioId: 5,
    createdAt: new Date(joined),
  });
  expect(await db.failure.findUnique({ where: { id: 70 } })).toMatchObject({ closedAt: null });
  const again = await importDjango(db, read(dump), { isDryRun: false });
  expect(new Set(actions(again))).toEqual(new Set(['same']));
  expect((await createUser(db, { username: 'next', passwordHash: '!' })).id).toBe(4);
});

test('what changed in the dump changes here; a password that was renewed here stays', async () => {
  const db = await makeDatabase();
  await importDjango(db, read(dump), { isDryRun: false });
  await db.user.update({ where: { id: 3 }, data: { passwordHash: '$argon2id$newer' } });
  const changed = structuredClone(dump) as { model: string; fields: Record<string, unknown> }[];
  for (const { model, fields } of changed) {
    if (model === 'community.unit') Object.assign(fields, { name: 'House 1', users: [3] });
    if (model === 'monitoring.failure') fields.closed = '2020-01-02T00:00:00Z';
  }
  const planned = await importDjango(db, read(changed), { isDryRun: false });
  expect(
    planned.filter(({ action }) => action !== 'same').map(({ record, changes }) => [record, Object.keys(changes)]),
  ).toEqual([
    ['community.unit 1', ['name']],
    ['monitoring.failure 70', ['closedAt']],
    ['community.unit 1 users', ['residents']],
  ]);
  expect(await db.user.findUnique({ where: { id: 3 } })).toMatchObject({ passwordHash: '$argon2id$newer' });
});

test('a key that is taken is replaced, also where others refer to it', async () => {
  const db = await makeDatabase();
  await createUser(db, { username: 'founder', passwordHash: '!', isStaff: true });
  const planned = await importDjango(db, read(dump), { isDryRun: false });
  const admin = await db.user.findUniqueOrThrow({ where: { username: 'admin' } });
  expect(admin.id).not.toBe(1);
  expect(planned.find(({ name }) => name === 'admin')).toMatchObject({ action: 'add', newId: admin.id });
  const residents = await db.unitResident.findMany({ orderBy: { userId: 'asc' } });
  expect(residents.map(({ userId }) => userId).sort()).toEqual([admin.id, 3].sort());
});

test('every table is either copied or of the moment', async () => {
  const db = await makeDatabase();
  const rows = await db.$queryRaw<{ name: string }[]>`
    SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'`;
  expect(rows.map(({ name }) => name).sort()).toEqual([...copiedTables, ...tablesOfTheMoment].sort());
});

test('the import of an export gives an equal database', async () => {
  const one = await makeDatabase();
  await importDjango(one, read(dump), { isDryRun: false });
  const copy = JSON.parse(JSON.stringify(await exportCopy(one)));
  const two = await makeDatabase();
  expect(await importCopy(two, copy)).toBe(12);
  expect(await exportCopy(two)).toEqual(copy);
  expect((await createUser(two, { username: 'next', passwordHash: '!' })).id).toBe(4);
  await expect(importCopy(two, copy)).rejects.toThrow('already');
  await expect(importCopy(two, { ...copy, version: 2 })).rejects.toThrow('another version');
  await expect(importCopy(two, [])).rejects.toMatchObject({ code: 'BAD_REQUEST' });
});
