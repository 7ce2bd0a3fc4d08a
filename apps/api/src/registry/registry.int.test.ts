import { makeCluster, uniqueName } from '@commonwatt/database/testing';
import type { ClusterRef } from '@commonwatt/domain/refs';
import superjson from 'superjson';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  createBrowser,
  makeSignInUser,
  startTestServer,
  type TestBrowser,
  type TestServer,
  testPassword,
} from '../testing.ts';

let server: TestServer;
let staff: TestBrowser;
let cluster: ClusterRef;
let staffId: number;
let username: string;

beforeAll(async () => {
  server = await startTestServer();
  cluster = await makeCluster(server.database, ['E001', 'E002']);
  const user = await makeSignInUser(server.database, { isStaff: true });
  staffId = user.id;
  username = user.username;
  // With dates.
  staff = createBrowser(server, superjson.serialize);
  await staff.signIn(username);
});
afterAll(() => server.close());

type Row = { id: number } & Record<string, unknown>;
type Answer<T> = { status: number; data: T; error: { code: string; message: string } | null };

async function create(table: string, fields: object): Promise<Row> {
  const answer = (await staff.mutate(`registry.${table}.create`, { fields })) as Answer<Row>;
  expect(answer.error).toBeNull();
  return answer.data;
}
const change = async (path: string, input: object) => (await staff.mutate(`registry.${path}`, input)) as Answer<Row>;
const without = ({ id: _, ...fields }: Row) => fields;

test('a row is made, found, edited and deleted, and each step is in the audit trail', async () => {
  const code = uniqueName('community');
  const made = await create('communities', { code, name: 'One' });
  const list = await staff.query('registry.communities.list', { search: code.toUpperCase() });
  expect(list.data).toEqual({ rows: [made], total: 1 });
  const edited = await change('communities.edit', {
    id: made.id,
    expected: without(made),
    fields: { code, name: 'Two' },
  });
  expect(edited.data).toEqual({ ...made, name: 'Two' });
  expect((await change('communities.delete', { id: made.id, expected: { code, name: 'Two' } })).error).toBeNull();
  const ofDay = async (day: number) =>
    (await staff.query('registry.audit.list', { search: code, from: new Date(day), to: new Date(day + 86_400_000) }))
      .data;
  expect(await ofDay(Date.UTC(2020, 0, 1))).toEqual([]);
  const { data } = await staff.query('registry.audit.list', { search: code });
  expect(await ofDay(Date.now() - 43_200_000)).toEqual(data);
  expect((data as Row[]).map(({ action, actorName, before, after }) => [action, actorName, before, after])).toEqual([
    ['community.delete', username, { ...made, name: 'Two' }, null],
    ['community.edit', username, made, { ...made, name: 'Two' }],
    ['community.create', username, null, made],
  ]);
});

test('a stale edit is refused with what changed', async () => {
  const code = uniqueName('community');
  const made = await create('communities', { code, name: 'One' });
  const fields = { code, name: 'Two' };
  await change('communities.edit', { id: made.id, expected: without(made), fields });
  const stale = await change('communities.edit', {
    id: made.id,
    expected: without(made),
    fields: { code, name: 'Three' },
  });
  expect(stale).toMatchObject({
    status: 409,
    error: {
      code: 'CONFLICT',
      message: expect.stringContaining('name was "One" and is "Two"'),
      changes: { name: { from: 'One', to: 'Two' } },
      refusal: { code: 'changedMeanwhile', values: { noun: 'community' } },
    },
  });
  expect(await change('communities.delete', { id: made.id, expected: without(made) })).toMatchObject({ status: 409 });
  const races = await Promise.all(
    ['A', 'B', 'C'].map((name) =>
      change('communities.edit', { id: made.id, expected: fields, fields: { code, name } }),
    ),
  );
  expect(races.filter(({ error }) => error === null)).toHaveLength(1);
});

test('dates survive, and what does not add up is refused with its place', async () => {
  const { id: clusterId } = await server.database.cluster.findFirstOrThrow({
    where: { community: { code: cluster.communityId } },
  });
  const availableFrom = new Date('2026-01-01T00:00:00Z');
  const unit = { clusterId, code: 'E009', name: 'Nine', availableFrom, availableTo: null };
  const made = await create('units', unit);
  expect(made).toMatchObject(unit);
  const refused = await change('units.edit', {
    id: made.id,
    expected: unit,
    fields: { ...unit, availableTo: availableFrom },
  });
  expect(refused).toMatchObject({
    status: 400,
    error: {
      message: expect.stringContaining('must be after the beginning'),
      issues: [
        {
          path: 'fields.availableTo',
          message: 'must be after the beginning',
          refusal: { code: 'endBeforeBegin', values: {} },
        },
      ],
    },
  });
  expect(await change('units.create', { fields: unit })).toMatchObject({
    status: 409,
    error: { message: 'There is such a unit already', refusal: { code: 'exists', values: { noun: 'unit' } } },
  });
  expect(await change('units.create', { fields: { ...unit, code: 'E010', clusterId: 2_000_000_000 } })).toMatchObject({
    status: 412,
  });
});

test('a row tells how many of what hangs on it', async () => {
  const home = { ...cluster, unitId: 'E001' };
  const user = await makeSignInUser(server.database, {}, [home]);
  await createBrowser(server).signIn(user.username, 'resident');
  const related = async (table: string, id: number) =>
    ((await staff.query(`registry.${table}.get`, { id })).data as { related: object }).related;
  const community = await server.database.community.findUniqueOrThrow({
    where: { code: cluster.communityId },
    include: { clusters: { include: { units: true } } },
  });
  const [stored] = community.clusters;
  expect(await related('communities', community.id)).toMatchObject({ clusters: 1, recipients: 0 });
  expect(await related('clusters', stored?.id ?? 0)).toEqual({ units: stored?.units.length });
  expect(await related('units', stored?.units.find(({ code }) => code === 'E001')?.id ?? 0)).toEqual({ residents: 1 });
  expect(await related('users', user.id)).toEqual({ homes: 1, sessions: 1 });
  expect(await staff.query('registry.users.get', { id: 2_000_000_000 })).toMatchObject({ status: 404 });
});

test('a monitor that is switched by hand is noted as one that is switched on its page', async () => {
  const own = await makeCluster(server.database, ['E001']);
  const fields = {
    communityCode: own.communityId,
    clusterCode: own.clusterId,
    type: 'apis_ccc_alive',
    isActive: false,
  };
  const made = await create('monitorSettings', fields);
  const periods = () =>
    server.database.monitorPeriod.findMany({ where: { communityCode: own.communityId }, orderBy: { id: 'asc' } });
  await change('monitorSettings.edit', { id: made.id, expected: fields, fields: { ...fields, isActive: true } });
  expect(await periods()).toMatchObject([{ type: 'apis_ccc_alive', endedAt: null }]);
  await change('monitorSettings.edit', { id: made.id, expected: { ...fields, isActive: true }, fields });
  expect(await periods()).toMatchObject([{ endedAt: expect.any(Date), endedBy: username }]);
});

test('a community with clusters, or a cluster with units, stays', async () => {
  const row = await server.database.community.findUniqueOrThrow({ where: { code: cluster.communityId } });
  const expected = { code: row.code, name: row.name };
  expect(await change('communities.delete', { id: row.id, expected })).toMatchObject({
    status: 412,
    error: {
      message: expect.stringContaining('others refer to it'),
      refusal: { code: 'brokenReference', values: { noun: 'community' } },
    },
  });
});

test('a new code of a cluster is one for its settings, scenarios and failures too', async () => {
  const own = await makeCluster(server.database, ['E001']);
  const scope = { communityCode: own.communityId, clusterCode: own.clusterId };
  await create('monitorSettings', { ...scope, type: 'apis_ccc_alive', isActive: true });
  const scenario = await create('scenarios', { ...scope, unitCode: null, name: 'n', description: null, data: null });
  const row = await server.database.cluster.findFirstOrThrow({ where: { community: { code: own.communityId } } });
  const fields = { communityId: row.communityId, code: row.code, name: row.name, timeZone: row.timeZone };
  await change('clusters.edit', { id: row.id, expected: fields, fields: { ...fields, code: 'renamed' } });
  expect(await server.database.scenario.findUnique({ where: { id: scenario.id } })).toMatchObject({
    clusterCode: 'renamed',
  });
  expect(await server.database.monitorSetting.count({ where: { ...scope, clusterCode: 'renamed' } })).toBe(1);
  const { communityId: code } = await makeCluster(server.database);
  const elsewhere = await server.database.community.findUniqueOrThrow({ where: { code } });
  const moved = { ...fields, code: 'renamed', communityId: elsewhere.id };
  expect(
    await change('clusters.edit', { id: row.id, expected: { ...fields, code: 'renamed' }, fields: moved }),
  ).toMatchObject({ status: 400 });
});

test('a new code of a unit is one for failures that it has with others, in its cluster only', async () => {
  const [own, other] = [await makeCluster(server.database, ['E001']), await makeCluster(server.database, ['E001'])];
  const fail = ({ communityId: communityCode, clusterId: clusterCode }: typeof own) => {
    const units = { create: [{ unitCode: 'E001', listedAt: new Date() }] };
    return server.database.failure.create({ data: { type: 'apis_main_alive', communityCode, clusterCode, units } });
  };
  const [failure, foreign] = [await fail(own), await fail(other)];
  const row = await server.database.unit.findFirstOrThrow({
    where: { cluster: { community: { code: own.communityId } } },
  });
  const fields = { clusterId: row.clusterId, code: 'E001', name: row.name, availableFrom: null, availableTo: null };
  const answer = await change('units.edit', { id: row.id, expected: fields, fields: { ...fields, code: 'E009' } });
  expect(answer.error).toBeNull();
  const codes = async (failureId: number) =>
    (await server.database.failureUnit.findMany({ where: { failureId } })).map(({ unitCode }) => unitCode);
  expect([await codes(failure.id), await codes(foreign.id)]).toEqual([['E009'], ['E001']]);
});

test('a scenario that a home would stumble over is refused with the place', async () => {
  const scope = { communityCode: cluster.communityId, clusterCode: cluster.clusterId, unitCode: 'E001' };
  const data = '{ "00:00:00-24:00:00": { "batteryStatus": { "2000 -": "full" } } }';
  const refused = await change('scenarios.create', { fields: { ...scope, name: 'odd', description: null, data } });
  expect(refused).toMatchObject({
    status: 400,
    error: {
      message: expect.stringContaining('00:00:00-24:00:00.batteryStatus.2000 -'),
      issues: expect.arrayContaining([
        expect.objectContaining({
          refusal: {
            code: 'finding',
            values: expect.objectContaining({ path: expect.stringContaining('2000 -'), finding: expect.any(String) }),
          },
        }),
      ]),
    },
  });
  const loose = { ...scope, communityCode: null, name: 'loose', description: null, data: null };
  expect(await change('scenarios.create', { fields: loose })).toMatchObject({
    status: 400,
    error: { message: expect.stringContaining('needs a community') },
  });
});

test('a list is narrowed by its filters only, and comes in pages', async () => {
  for (const name of ['a', 'b', 'c']) {
    await create('scenarios', {
      communityCode: cluster.communityId,
      clusterCode: null,
      unitCode: null,
      name,
      description: null,
      data: null,
    });
  }
  const filter = { communityCode: cluster.communityId, clusterCode: null };
  const { data } = await staff.query('registry.scenarios.list', { filter, page: 1, pageSize: 2 });
  expect(data).toMatchObject({ total: 3, rows: [{ name: 'a' }] });
  expect(await staff.query('registry.scenarios.list', { filter: { data: 'x' } })).toMatchObject({ status: 400 });
});

test('users: a first password, homes, a new password that ends their sessions', async () => {
  const name = uniqueName('user');
  const fields = { username: name, firstName: '', lastName: '', email: '', isStaff: false, isActive: true };
  expect(await change('users.create', { fields, password: 'short' })).toMatchObject({ status: 400 });
  const made = (await change('users.create', { fields, password: testPassword })).data;
  expect(JSON.stringify(made)).not.toContain('$argon2');
  const home = { ...cluster, unitId: 'E001' };
  expect((await change('users.setHomes', { id: made.id, expected: [], homes: [home] })).error).toBeNull();
  expect(await change('users.setHomes', { id: made.id, expected: [], homes: [] })).toMatchObject({ status: 409 });
  const unknown = { ...cluster, unitId: 'E404' };
  expect(await change('users.setHomes', { id: made.id, expected: [home], homes: [unknown] })).toMatchObject({
    status: 404,
  });
  expect((await staff.query('registry.users.homes', { id: made.id })).data).toEqual([home]);
  const resident = createBrowser(server);
  expect((await resident.signIn(name, 'resident')).error).toBeNull();
  expect((await change('users.setPassword', { id: made.id, password: 'another good one' })).error).toBeNull();
  expect((await resident.query('signIn.current', {})).data).toBeNull();
});

test('nobody takes away the own way in', async () => {
  const fields = { username, firstName: '', lastName: '', email: '', isStaff: true, isActive: true };
  const closed = { ...fields, isStaff: false };
  expect(await change('users.edit', { id: staffId, expected: fields, fields: closed })).toMatchObject({ status: 412 });
  expect(await change('users.delete', { id: staffId, expected: fields })).toMatchObject({ status: 412 });
});

test('a batch: a preview writes nothing, with a problem nothing is written, twice is once', async () => {
  const community = uniqueName('batch');
  const head = 'community,cluster,unit,time_zone,residents';
  const text = `${head}\n${community},k,E001,Europe/Berlin,${username}\n${community},k,E002,Europe/Berlin,\n`;
  type Outcome = {
    isDone?: boolean;
    changes: { kind: string; path: string; action: string }[];
    problems: { reason: string }[];
  };
  const run = async (step: string, file: string) =>
    (await staff.mutate(`registry.batch.${step}`, { text: file })).data as Outcome;
  const preview = await run('preview', text);
  expect(preview.problems).toEqual([]);
  expect(preview.changes.map(({ kind, path, action }) => `${action} ${kind} ${path}`)).toEqual([
    `add community ${community}`,
    `add cluster ${community}/k`,
    `add unit ${community}/k/E001`,
    `add residents ${community}/k/E001`,
    `add unit ${community}/k/E002`,
  ]);
  expect(await server.database.community.count({ where: { code: community } })).toBe(0);
  const wrong = await run('register', text.replace(username, 'nobody_at_all'));
  expect(wrong).toMatchObject({
    isDone: false,
    problems: [
      {
        position: 1,
        reason: 'there is no user nobody_at_all',
        refusal: { code: 'unknownUser', values: { username: 'nobody_at_all' } },
      },
    ],
  });
  expect(await server.database.community.count({ where: { code: community } })).toBe(0);
  expect(await run('register', text)).toMatchObject({ isDone: true, changes: preview.changes });
  expect(await run('register', text)).toMatchObject({ isDone: true, changes: [] });
  const renamed = await run('register', `community,cluster,unit,unit_name\n${community},k,E001,Corner house\n`);
  expect(renamed.changes).toEqual([
    {
      kind: 'unit',
      path: `${community}/k/E001`,
      action: 'change',
      changes: { name: { from: 'E001', to: 'Corner house' } },
    },
  ]);
  const trail = (await staff.query('registry.audit.list', { search: community })).data as { target: string }[];
  expect(trail.map(({ target }) => target)).toEqual([
    `1 home of ${community}`,
    `2 homes of ${community}`,
    `2 homes of ${community}`,
  ]);
});

type List = Answer<{ rows: Row[]; total: number }>;
const list = async (table: string, query: object) => (await staff.query(`registry.${table}.list`, query)) as List;

test('a list shows what is not changed by hand: who lives where, who came when, and who changed a row last', async () => {
  const name = uniqueName('resident');
  const fields = { username: name, firstName: '', lastName: '', email: '', isStaff: false, isActive: true };
  const homes = [{ ...cluster, unitId: 'E002' }];
  await staff.mutate('registry.users.create', { fields, password: testPassword, homes });
  expect((await list('users', { search: name })).data.rows).toMatchObject([
    { username: name, lastLoginAt: null, joinedAt: expect.any(Date), homes: [Object.values(homes[0] ?? {}).join('/')] },
  ]);
  const { id: clusterId } = await server.database.cluster.findFirstOrThrow({
    where: { code: cluster.clusterId, community: { code: cluster.communityId } },
  });
  const units = await list('units', { filter: { clusterId } });
  expect(units.data.rows.find(({ code }) => code === 'E002')).toMatchObject({ residents: [name] });

  const scope = { communityCode: cluster.communityId, clusterCode: cluster.clusterId, unitCode: 'E001' };
  const scenario = await create('scenarios', { ...scope, name: uniqueName('s'), description: null, data: '' });
  const choice = await create('choices', { ...scope, scenarioId: scenario.id });
  for (const [table, search] of [
    ['scenarios', scenario.name],
    ['choices', cluster.communityId],
  ] as const) {
    const { data } = await list(table, { search });
    expect(data.rows[0]).toMatchObject({ createdAt: expect.any(Date), changedBy: username });
  }
  const ofChoice = await staff.query('registry.audit.list', { subject: `choice ${choice.id}` });
  expect(ofChoice.data).toMatchObject([{ action: 'choice.create' }]);
});

test('a list is sorted by a column, what is missing last both ways; by nothing else', async () => {
  const communityCode = uniqueName('sorted');
  const made = { communityCode, detectedAt: new Date('2026-06-09T00:00:00Z'), type: 'apis_ccc_alive' };
  const closed = [new Date('2026-06-09T01:00:00Z'), null, new Date('2026-06-09T02:00:00Z')];
  await server.database.failure.createMany({ data: closed.map((closedAt) => ({ ...made, closedAt })) });
  const hours = async (query: object) => {
    const { data } = await list('failures', { search: communityCode, ...query });
    return data.rows.map(({ closedAt }) => (closedAt as Date | null)?.getUTCHours() ?? null);
  };
  expect(await hours({ sort: { field: 'closedAt', isDescending: false } })).toEqual([1, 2, null]);
  expect(await hours({ sort: { field: 'closedAt', isDescending: true } })).toEqual([2, 1, null]);
  expect(await hours({ filter: { isOpen: true } })).toEqual([null]);
  expect(await hours({ filter: { isOpen: false } })).toEqual([2, 1]);
  expect(await hours({ filter: { closedSinceMs: Date.parse('2026-06-09T01:30:00Z') } })).toEqual([2]);
  expect(await list('failures', { filter: { closedSinceMs: 'monday' } })).toMatchObject({ status: 400 });
  expect(await list('failures', { sort: { field: 'note', isDescending: false } })).toMatchObject({ status: 400 });
  expect(await list('users', { sort: { field: 'passwordHash', isDescending: false } })).toMatchObject({ status: 400 });
});
