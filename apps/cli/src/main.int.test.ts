import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openTestDatabase, uniqueName } from '@commonwatt/database/testing';
import { ensureIndexes } from '@commonwatt/telemetry/indexes';
import { openTelemetry, type Telemetry } from '@commonwatt/telemetry/telemetry';
import { unitDataDocument } from '@commonwatt/telemetry/testing';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { runCommand, testMongoDatabase } from './testing.ts';

const database = openTestDatabase();
let telemetry: Telemetry;
beforeAll(async () => {
  telemetry = openTelemetry({ uri: inject('mongodbUri'), database: testMongoDatabase });
  await ensureIndexes(telemetry);
});
afterAll(async () => {
  await Promise.all([database.$disconnect(), telemetry.close()]);
});

const commands = ['config', 'demo', 'migrate', 'register', 'simulate', 'start', 'user'];

test('--help lists every command and ends well', async () => {
  const { code, output } = await runCommand(['--help']);
  expect(code).toBe(0);
  for (const command of commands) expect(output).toMatch(new RegExp(`^  ${command} `, 'm'));
  expect(output).not.toContain('embedded-mongo');
});

test.for(commands)('%s --help explains the command', async (command) => {
  const { code, output } = await runCommand([command, '--help']);
  expect(code).toBe(0);
  expect(output).toContain(`Usage: commonwatt ${command}`);
});

test.for([
  [['nonsense'], 2, "unknown command 'nonsense'"],
  [['register'], 2, "missing required argument 'community'"],
  [['register', 'c', 'k', '--nonsense'], 2, "unknown option '--nonsense'"],
  [['start', 'nonsense'], 1, 'There is no part "nonsense": say api, worker, or nothing for both'],
  [['register', 'c', 'k', '--time-zone', 'Mars/Olympus'], 1, 'Mars/Olympus is not an IANA time zone'],
  [['register', '', 'k'], 1, 'The community id must not be empty'],
  [['register', 'c', 'k', 'x'.repeat(129)], 1, 'A unit id must have at most 128 characters'],
  [['simulate', '--homes', 'many'], 1, '--homes must be a number of at least 1, not "many"'],
  [['simulate', '--fault', 'gremlins'], 1, 'gremlins'],
  [['user', 'add', 'someone', '--home', 'c/k'], 1, '--home c/k should be community/cluster/unit'],
] as [string[], number, string][])('%s ends with %i and says what was wrong', async ([args, expected, message]) => {
  const { code, errors } = await runCommand(args);
  expect(errors).toContain(message);
  expect(errors).not.toMatch(/^\s+at /m);
  expect(code).toBe(expected);
});

test('a wrong configuration ends with 2 and lists every problem at once', async () => {
  const { code, errors } = await runCommand(['start'], { variables: { PORT: '99999', LOG_LEVEL: 'loud' } });
  expect(code).toBe(2);
  expect(errors).toContain('PORT must be between 1 and 65535');
  expect(errors).toContain('LOG_LEVEL must be');
});

test('config prints what is in force and no secret', async () => {
  const variables = { DATABASE_URL: 'postgresql://me:hunter2@db.example/cw', PORT: '8123' };
  const { code, output } = await runCommand(['config'], { variables });
  expect(code).toBe(0);
  expect(output).toContain('PORT=8123\n');
  expect(output).toContain('HOST=127.0.0.1  (default)');
  expect(output).toContain('DATABASE_URL=postgresql://***@db.example/cw');
  expect(output).not.toContain('hunter2');
});

test('migrate says that an up-to-date database is up to date', async () => {
  const { code, output } = await runCommand(['migrate']);
  expect(output).toBe('PostgreSQL: up to date\n');
  expect(code).toBe(0);
});

test('job run does one round and ends; a wrong name lists the right ones', async () => {
  const { code, output } = await runCommand(['job', 'run', 'deleteEndedSessions']);
  expect(code).toBe(0);
  expect(JSON.parse(output)).toMatchObject({ job: 'deleteEndedSessions', msg: 'a job ran' });
  const wrong = await runCommand(['job', 'run', 'everything']);
  expect(wrong).toMatchObject({ code: 1, errors: expect.stringContaining('judgeDowntimes') });
});

test('import django shows what it would do, does it, and does nothing twice; a broken record stops it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'commonwatt-import-'));
  const username = uniqueName('user');
  const fields = { username, password: 'pbkdf2_sha256$1$s$d', date_joined: '2020-01-01T00:00:00Z' };
  const file = join(folder, 'dump.json');
  await writeFile(file, JSON.stringify([{ model: 'core.user', pk: 1_000_000_000, fields }]));
  const dry = await runCommand(['import', 'django', file, '--dry-run']);
  expect(dry, dry.errors).toMatchObject({ code: 0, output: expect.stringContaining(`(${username})`) });
  expect(dry.output).toContain('Dry run, nothing was written. added: 1');
  expect((await runCommand(['import', 'django', file])).output).toContain('added: 1, changed: 0, same: 0');
  expect((await runCommand(['import', 'django', file])).output).toContain('added: 0, changed: 0, same: 1');
  await writeFile(file, JSON.stringify([{ model: 'core.user', pk: 'x', fields }]));
  const broken = await runCommand(['import', 'django', file]);
  expect(broken).toMatchObject({ code: 1, output: expect.stringContaining('no. 1, core.user x: pk') });
  await writeFile(file, '{');
  expect(await runCommand(['import', 'django', file])).toMatchObject({
    code: 1,
    errors: expect.stringContaining('is not JSON'),
  });
  await rm(folder, { recursive: true });
});

test('batch shows what it would do, does it, and does nothing twice; a problem stops all of it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'commonwatt-batch-'));
  const community = uniqueName('community');
  const file = join(folder, 'homes.csv');
  await writeFile(file, `community,cluster,unit,unit_name\n${community},north,E001,One\n${community},north,E002,\n`);
  const dry = await runCommand(['batch', file, '--dry-run']);
  expect(dry, dry.errors).toMatchObject({
    code: 0,
    output: expect.stringContaining(`add      unit ${community}/north/E001`),
  });
  expect(dry.output).toContain('Dry run, nothing was written. added: 4, changed: 0');
  expect(await database.community.count({ where: { code: community } })).toBe(0);
  expect((await runCommand(['batch', file])).output).toContain('added: 4, changed: 0');
  expect((await runCommand(['batch', file])).output).toContain('added: 0, changed: 0');
  const units = await database.unit.findMany({ where: { cluster: { community: { code: community } } } });
  expect(units.map(({ code, name }) => [code, name]).sort()).toEqual([
    ['E001', 'One'],
    ['E002', 'E002'],
  ]);
  await writeFile(file, `community,cluster,unit,residents\n${community},north,E003,nobody_at_all\n,north,E004,\n`);
  const broken = await runCommand(['batch', file]);
  expect(broken).toMatchObject({ code: 1, errors: expect.stringContaining('2 problems; nothing was registered') });
  expect(broken.output).toContain('no. 1: there is no user nobody_at_all');
  expect(broken.output).toContain('no. 2: community');
  expect(await database.unit.count({ where: { code: 'E003', cluster: { community: { code: community } } } })).toBe(0);
  await rm(folder, { recursive: true });
});

test('register --discover finds units that report; doing it again adds only what is new', async () => {
  const ref = { communityId: uniqueName('community'), clusterId: 'cluster' };
  const report = (unitId: string) =>
    telemetry.db.collection('unitData').insertOne(unitDataDocument({ ...ref, unitId }, new Date()));
  await report('A1');
  await report('A2');
  const register = () => runCommand(['register', ref.communityId, ref.clusterId, 'A9', '--discover']);
  expect(await register()).toMatchObject({
    code: 0,
    output: expect.stringContaining('units added: 3, already there: 0'),
  });
  await report('A3');
  expect(await register()).toMatchObject({
    code: 0,
    output: expect.stringContaining('units added: 1, already there: 3'),
  });

  const units = await database.unit.findMany({ where: { cluster: { community: { code: ref.communityId } } } });
  expect(units.map((unit) => unit.code).sort()).toEqual(['A1', 'A2', 'A3', 'A9']);
  const target = `cluster ${ref.communityId}/${ref.clusterId}`;
  expect(await database.auditEvent.count({ where: { target, action: 'cluster.register' } })).toBe(2);
});

test('user add takes the password from standard input and refuses a weak one, a taken name and an unknown home', async () => {
  const username = uniqueName('user');
  const add = (input: string, ...more: string[]) => runCommand(['user', 'add', username, ...more], { input });
  expect(await add('short\n')).toMatchObject({ code: 1, errors: expect.stringContaining('The password') });
  expect(await add('long enough to be good\n', '--home', 'no/such/home')).toMatchObject({
    code: 1,
    errors: expect.stringContaining('At least one of the homes is not registered'),
  });
  expect(await database.user.count({ where: { username } })).toBe(0);
  expect(await add('long enough to be good\n', '--staff')).toMatchObject({ code: 0 });
  expect(await database.user.findFirst({ where: { username } })).toMatchObject({ isStaff: true });
  const again = await add('long enough to be good\n');
  expect(again.code).toBe(1);
  expect(again.errors).not.toMatch(/^\s+at /m);
});
