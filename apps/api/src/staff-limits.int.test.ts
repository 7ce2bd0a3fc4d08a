import { makeCluster, makeUser, uniqueName } from '@commonwatt/database/testing';
import type { ClusterRef } from '@commonwatt/domain/refs';
import type { AnyProcedure } from '@trpc/server';
import superjson from 'superjson';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { appRouter } from './app-router.ts';
import { loggedIn } from './legacy/testing/client.ts';
import {
  type Answer,
  createBrowser,
  makeLimitedStaff,
  makeSignInUser,
  startTestServer,
  subscribe,
  type TestBrowser,
  type TestServer,
  testPassword,
} from './testing.ts';

// Staff who are limited to one community: another one is to them as if it did not exist, wherever they look.

const nowhere = 2_000_000_000;
let server: TestServer;
let limited: TestBrowser;
let limitedUser: { id: number; username: string };
let unlimited: TestBrowser;
let mine: ClusterRef;
let other: ClusterRef;

beforeAll(async () => {
  server = await startTestServer();
  mine = await makeCluster(server.database, ['E001', 'E002']);
  other = await makeCluster(server.database, ['E001', 'E002']);
  limitedUser = await makeLimitedStaff(server.database, [mine.communityId]);
  limited = await signedIn(limitedUser.username);
  unlimited = await signedIn((await makeSignInUser(server.database, { isStaff: true })).username);
});
afterAll(() => server.close());

async function signedIn(username: string): Promise<TestBrowser> {
  const browser = createBrowser(server, superjson.serialize);
  expect((await browser.signIn(username)).error).toBeNull();
  return browser;
}

type Row = { id: number } & Record<string, unknown>;
const fieldsOf = ({ id: _, ...fields }: Row) => fields;
const change = (path: string, input: object) => limited.mutate(`registry.${path}`, input);

/** Procedures that are for every staff user narrow what they show by themselves. Each is here because it is tested below, or is about the own account. */
const narrowedBelow = [
  'communities.outline',
  // communities/overview.int.test.ts
  'communities.overview',
  'monitoring.openEverywhere',
  'monitoring.messages.retry',
  ...['create', 'delete', 'replace', 'test'].map((name) => `monitoring.recipients.${name}`),
  'registry.audit.list',
  ...['preview', 'register'].map((name) => `registry.batch.${name}`),
  ...['choices', 'clusters', 'communitySettings', 'failures', 'monitorSettings', 'scenarios', 'units'].flatMap(
    (table) => ['create', 'delete', 'edit', 'get', 'list'].map((name) => `registry.${table}.${name}`),
  ),
  ...['edit', 'get', 'list'].map((name) => `registry.communities.${name}`),
  ...['create', 'delete', 'edit', 'get', 'homes', 'list', 'setHomes', 'setPassword'].map(
    (name) => `registry.users.${name}`,
  ),
];

test('every procedure that is open to all staff is known to this test', () => {
  const procedures = Object.entries(appRouter._def.procedures as unknown as Record<string, AnyProcedure>);
  const open = procedures.filter(([, { _def }]) => (_def.meta as { policy: string }).policy === 'staff');
  expect(open.map(([path]) => path).sort()).toEqual([...narrowedBelow].sort());
});

/** One row of each table in a community. */
async function seed({ communityId, clusterId }: ClusterRef) {
  const { database } = server;
  const [communityCode, clusterCode, unitCode] = [communityId, clusterId, 'E001'];
  const community = await database.community.findUniqueOrThrow({ where: { code: communityId } });
  const cluster = await database.cluster.findFirstOrThrow({ where: { communityId: community.id } });
  const unit = await database.unit.findFirstOrThrow({ where: { clusterId: cluster.id } });
  const scope = { communityCode, clusterCode };
  const scenario = await database.scenario.create({ data: { communityCode, name: 's' } });
  const choice = await database.choice.create({ data: { ...scope, unitCode, scenarioId: scenario.id } });
  const monitorSetting = await database.monitorSetting.create({ data: { ...scope, type: 'apis_ccc_alive' } });
  const notifyTo = 'night@example.com';
  const communitySetting = await database.communitySetting.create({ data: { communityCode, notifyTo } });
  const failure = await database.failure.create({ data: { ...scope, type: 'apis_ccc_alive' } });
  return { community, cluster, unit, scenario, choice, monitorSetting, communitySetting, failure };
}

type Seeded = Awaited<ReturnType<typeof seed>>;
const seeded = new Map<ClusterRef, Promise<Seeded>>();
const rowsOf = (cluster: ClusterRef): Promise<Seeded> => {
  const rows = seeded.get(cluster) ?? seed(cluster);
  seeded.set(cluster, rows);
  return rows;
};

/** By table: its row, and the fields of a new row that would belong to a community. */
const tables: [string, keyof Seeded, (seeds: Seeded) => object][] = [
  ['communities', 'community', ({ community }) => ({ code: community.code, name: 'New' })],
  [
    'clusters',
    'cluster',
    ({ community }) => ({ communityId: community.id, code: uniqueName('c'), name: 'x', timeZone: 'UTC' }),
  ],
  [
    'units',
    'unit',
    ({ cluster }) => ({
      clusterId: cluster.id,
      code: uniqueName('u'),
      name: 'x',
      availableFrom: null,
      availableTo: null,
    }),
  ],
  [
    'scenarios',
    'scenario',
    ({ community }) => ({
      communityCode: community.code,
      clusterCode: null,
      unitCode: null,
      name: 'new',
      description: null,
      data: null,
    }),
  ],
  [
    'choices',
    'choice',
    ({ choice: { communityCode, clusterCode, unitCode, scenarioId } }) => ({
      communityCode,
      clusterCode,
      unitCode,
      scenarioId,
    }),
  ],
  [
    'monitorSettings',
    'monitorSetting',
    ({ monitorSetting: { communityCode, clusterCode } }) => ({
      communityCode,
      clusterCode,
      type: 'apis_log_severe',
      isActive: true,
    }),
  ],
  [
    'failures',
    'failure',
    ({ failure: { communityCode, clusterCode } }) => ({
      communityCode,
      clusterCode,
      unitCode: null,
      type: 'apis_ccc_alive',
      programId: null,
      detectedAt: new Date(),
      closedAt: null,
      description: null,
    }),
  ],
  [
    'communitySettings',
    'communitySetting',
    ({ community }) => ({ communityCode: community.code, notifyTo: 'a@b.org' }),
  ],
];

function isLike(row: Row, fields: object): boolean {
  return Object.entries(fields).every(([field, value]) => JSON.stringify(row[field]) === JSON.stringify(value));
}

test.for(tables)(
  '%s: the own ones are listed and changed, those of others are not there',
  async ([table, key, make]) => {
    const [own, foreign] = [await rowsOf(mine), await rowsOf(other)];
    const list = async (browser: TestBrowser) =>
      (
        (await browser.query(`registry.${table}.list`, { pageSize: 500 })).data as { rows: Row[]; total: number }
      ).rows.map(({ id }) => id);
    const [listed, all] = [await list(limited), await list(unlimited)];
    expect(listed).toContain(own[key].id);
    expect(listed).not.toContain(foreign[key].id);
    expect(all.length).toBeGreaterThan(listed.length);

    const rows = async () =>
      ((await unlimited.query(`registry.${table}.list`, { pageSize: 500 })).data as { rows: Row[] }).rows;
    const stored = (await rows()).find(({ id }) => id === foreign[key].id) as Row;
    const [expected, fields] = [fieldsOf(stored), fieldsOf(stored)];
    const refusals = async (id: number) => {
      const edit = (await change(`${table}.edit`, { id, expected, fields })).error;
      const remove = (await change(`${table}.delete`, { id, expected })).error;
      const get = (await limited.query(`registry.${table}.get`, { id })).error;
      return { edit, remove, get };
    };
    const unknown = await refusals(nowhere);
    expect(unknown.edit?.code).toBe('NOT_FOUND');
    expect(unknown.get?.code).toBe('NOT_FOUND');
    expect(await refusals(foreign[key].id)).toEqual(unknown);

    // Made for, or moved to, a community of others: as for one that there is not.
    const wanted = make(foreign);
    const refused = (await change(`${table}.create`, { fields: wanted })).error;
    expect(refused?.code).toBe(table === 'communities' ? 'FORBIDDEN' : 'PRECONDITION_FAILED');
    // Other tests make rows in the same stores: only one like this would be of this test.
    expect((await rows()).filter((row) => row.id !== stored.id && isLike(row, wanted))).toEqual([]);
  },
);

test.for(tables.filter(([table]) => !['communities', 'communitySettings'].includes(table)))(
  '%s: a new one in the own community',
  async ([table, , make]) => {
    const answer = await change(`${table}.create`, { fields: make(await rowsOf(mine)) });
    expect(answer.error).toBeNull();
  },
);

test('what is made in a cluster that there is not, and in one of others, is refused in the same words', async () => {
  const unit = { code: 'E077', name: 'x', availableFrom: null, availableTo: null };
  const { cluster } = await rowsOf(other);
  const foreign = await change('units.create', { fields: { ...unit, clusterId: cluster.id } });
  const unknown = await change('units.create', { fields: { ...unit, clusterId: nowhere } });
  expect(foreign.error).not.toBeNull();
  expect(foreign.error).toEqual(unknown.error);
});

test('nothing moves to another community, neither by its code nor by a new code of the own community', async () => {
  const own = await rowsOf(mine);
  const expected = { code: own.community.code, name: own.community.name };
  const rename = (code: string) =>
    change('communities.edit', { id: own.community.id, expected, fields: { ...expected, code } });
  expect((await rename(other.communityId)).error).toEqual((await rename(uniqueName('free'))).error);
  expect((await rename(uniqueName('free'))).error?.code).toBe('PRECONDITION_FAILED');
  const { communityCode, notifyTo } = own.communitySetting;
  const moved = { communityCode: `${other.communityId}x`, notifyTo };
  const setting = await change('communitySettings.edit', {
    id: own.communitySetting.id,
    expected: { communityCode, notifyTo },
    fields: moved,
  });
  expect(setting.error?.code).toBe('PRECONDITION_FAILED');
});

test('scenarios for every home are seen, chosen for the own homes, and not changed', async () => {
  const name = uniqueName('global');
  const fields = { communityCode: null, clusterCode: null, unitCode: null, name, description: null, data: null };
  const made = (await unlimited.mutate('registry.scenarios.create', { fields })).data as Row;
  const { rows } = (await limited.query('registry.scenarios.list', { search: name })).data as { rows: Row[] };
  expect(rows.map(({ id }) => id)).toEqual([made.id]);
  expect((await change('scenarios.edit', { id: made.id, expected: fields, fields })).error?.code).toBe('FORBIDDEN');
  expect((await change('scenarios.delete', { id: made.id, expected: fields })).error?.code).toBe('FORBIDDEN');
  expect((await change('scenarios.create', { fields: { ...fields, name: 'x' } })).error?.code).toBe(
    'PRECONDITION_FAILED',
  );
  const home = { communityCode: mine.communityId, clusterCode: mine.clusterId, unitCode: 'E001' };
  expect((await change('choices.create', { fields: { ...home, scenarioId: made.id } })).error).toBeNull();
  const foreign = (await rowsOf(other)).scenario.id;
  expect((await change('choices.create', { fields: { ...home, scenarioId: foreign } })).error?.code).toBe(
    'PRECONDITION_FAILED',
  );
});

test('users: only residents who live in the own communities alone', async () => {
  const home = { ...mine, unitId: 'E001' };
  const away = { ...other, unitId: 'E001' };
  const neighbour = await makeUser(server.database, {}, [home]);
  const strangers = [
    await makeUser(server.database, {}, [away]),
    await makeUser(server.database, {}, [home, away]),
    await makeUser(server.database, {}, []),
    await makeUser(server.database, { isStaff: true }, [home]),
    await makeUser(server.database, { isSuperuser: true }, [home]),
  ];
  const { rows } = (await limited.query('registry.users.list', { pageSize: 500 })).data as { rows: Row[] };
  expect(rows.map(({ id }) => id)).toContain(neighbour.id);
  const fields = { firstName: 'A', lastName: '', email: '', isStaff: false, isActive: true };
  const attempts = async (id: number, username: string): Promise<Answer['error'][]> => {
    const expected = { ...fields, username, firstName: '' };
    const answers = [
      await change('users.edit', { id, expected, fields: { ...fields, username } }),
      await change('users.setPassword', { id, password: testPassword }),
      await limited.query('registry.users.homes', { id }),
      await change('users.setHomes', { id, expected: [home], homes: [home] }),
      await change('users.delete', { id, expected: { ...fields, username } }),
    ];
    return answers.map(({ error }) => error);
  };
  const unknown = await attempts(nowhere, 'x');
  expect(unknown.map((error) => error?.code)).toEqual(unknown.map(() => 'NOT_FOUND'));
  for (const { id, username } of strangers) {
    expect(rows.map((row) => row.id)).not.toContain(id);
    expect(await attempts(id, username)).toEqual(unknown);
  }
  expect(await attempts(neighbour.id, neighbour.username)).toEqual([null, null, null, null, null]);
});

test('users are made with a home of the own, never as staff, and keep one', async () => {
  const fields = { username: uniqueName('u'), firstName: '', lastName: '', email: '', isStaff: false, isActive: true };
  const home = { ...mine, unitId: 'E002' };
  const make = (input: object) => change('users.create', { fields, password: testPassword, ...input });
  expect((await make({})).error?.code).toBe('PRECONDITION_FAILED');
  const away = await make({ homes: [{ ...other, unitId: 'E001' }] });
  expect(away.error?.code).toBe('NOT_FOUND');
  expect(away.error).toEqual((await make({ homes: [{ ...mine, unitId: 'zzz' }] })).error);
  expect((await make({ fields: { ...fields, isStaff: true }, homes: [home] })).error?.code).toBe('FORBIDDEN');
  const made = await make({ homes: [home] });
  const { id } = made.data as Row;
  const homesOfUser = async () => (await limited.query('registry.users.homes', { id })).data;
  expect(await homesOfUser()).toEqual([home]);
  const staff = { id, expected: fields, fields: { ...fields, isStaff: true } };
  expect((await change('users.edit', staff)).error?.code).toBe('FORBIDDEN');
  expect((await change('users.setHomes', { id, expected: [home], homes: [] })).error?.code).toBe('PRECONDITION_FAILED');
  const moved = { id, expected: [home], homes: [{ ...other, unitId: 'E001' }] };
  expect((await change('users.setHomes', moved)).error?.code).toBe('NOT_FOUND');
  expect(await homesOfUser()).toEqual([home]);
});

test('recipients and dead messages of others are not there', async () => {
  const mail = { channel: 'email', address: 'night@example.com' };
  const recipientOf = async (communityCode: string | null) =>
    (await unlimited.mutate('monitoring.recipients.create', { recipient: { ...mail, communityCode } })).data as Row;
  const foreign = [await recipientOf(other.communityId), await recipientOf(null)];
  const own = await recipientOf(mine.communityId);
  const recipient = { ...mail, communityCode: mine.communityId };
  const attempts = async (id: number, expected: object = {}) => [
    (await limited.mutate('monitoring.recipients.replace', { id, expected, recipient })).error,
    (await limited.mutate('monitoring.recipients.test', { id })).error,
    (await limited.mutate('monitoring.recipients.delete', { id, expected })).error,
  ];
  const unknown = await attempts(nowhere);
  for (const { id } of foreign) expect(await attempts(id)).toEqual(unknown);
  const moved = { id: own.id, expected: own, recipient: { ...mail, communityCode: other.communityId } };
  expect((await limited.mutate('monitoring.recipients.replace', moved)).error?.code).toBe('NOT_FOUND');
  for (const communityCode of [other.communityId, null]) {
    const made = await limited.mutate('monitoring.recipients.create', { recipient: { ...mail, communityCode } });
    expect(made.error?.code).toBe('NOT_FOUND');
    const list = await limited.query('monitoring.recipients.list', { communityId: communityCode });
    expect(list.error?.code).toBe('NOT_FOUND');
  }
  expect(await attempts(own.id, own)).toEqual([null, null, null]);

  const at = new Date();
  const dead = async ({ failure }: Seeded) => {
    const message = { event: 'detected', channel: 'email', address: 'a@b.org', language: 'en', incident: {} };
    const when = { createdAt: at, nextAttemptAt: at, deadAt: at };
    const data = { ...message, ...when, failureId: failure.id, idempotencyKey: uniqueName('key') };
    return (await server.database.outgoingMessage.create({ data })).id;
  };
  const retry = async (id: number) => (await limited.mutate('monitoring.messages.retry', { ids: [id] })).data;
  expect(await retry(await dead(await rowsOf(other)))).toEqual({ count: 0 });
  expect(await retry(await dead(await rowsOf(mine)))).toEqual({ count: 1 });
});

test('the audit trail shows what concerns the own communities', async () => {
  for (const cluster of [mine, other]) {
    const monitor = { cluster, type: 'apis_main_severe', isActive: true };
    expect((await unlimited.mutate('monitoring.setMonitor', monitor)).error).toBeNull();
  }
  const { data } = await limited.query('registry.audit.list', { limit: 500 });
  const targets = (data as { target: string }[]).map(({ target }) => target);
  expect(targets).toContain(`monitor ${mine.communityId}/cluster/apis_main_severe`);
  expect(JSON.stringify(data)).not.toContain(other.communityId);
});

test('a batch registers homes of the own communities and residents who live there', async () => {
  const stranger = await makeUser(server.database, {}, [{ ...other, unitId: 'E001' }]);
  const neighbour = await makeUser(server.database, {}, [{ ...mine, unitId: 'E001' }]);
  const batch = async (lines: string[]) => {
    const text = ['community,cluster,unit,residents', ...lines].join('\n');
    return (await change('batch.register', { text })).data as { isDone: boolean; problems: { reason: string }[] };
  };
  const refused = await batch([
    `${other.communityId},cluster,E050,`,
    `${uniqueName('new')},cluster,E050,`,
    `${mine.communityId},cluster,E050,${stranger.username}`,
  ]);
  expect(refused.isDone).toBe(false);
  expect(refused.problems.map(({ reason }) => reason.replace(/community_\w+|new_\w+|user_\w+/, 'X'))).toEqual([
    'community X is not one of yours',
    'community X is not one of yours',
    'there is no user X',
  ]);
  expect((await batch([`${mine.communityId},cluster,E050,${neighbour.username}`])).isDone).toBe(true);
});

test('the outline, and the old API, show the own communities only', async () => {
  const { data } = await limited.query('communities.outline');
  expect((data as { communityId: string }[]).map(({ communityId }) => communityId)).toEqual([mine.communityId]);
  const client = await loggedIn(server, limitedUser.username, testPassword);
  const outline = JSON.parse((await client.get('/api/staff/community/outline')).text);
  expect(Object.keys(outline.communities)).toEqual([mine.communityId]);
  const paths = [
    ...['unitData/unitIdList', 'unitData/latestSet', 'downtime/unitIdList', 'downtime/list', 'monitoring/job/list'],
    ...['monitoring/failure/openList', 'monitoring/failure/list', 'monitoring/job/activate'],
    ...['deal/liveList', 'deal/list', 'deal/datetimeRange', 'deal/sumOfCumulateAmountWhsByHour'],
  ];
  for (const path of paths) {
    const ask = (cluster: ClusterRef) => client.get(`/api/staff/${path}`, { ...cluster, timezone: '+09:00' });
    const [own, foreign, unknown] = [await ask(mine), await ask(other), await ask({ ...mine, communityId: 'zzz' })];
    expect(own.text).not.toBe(unknown.text);
    expect([path, foreign.status, foreign.text]).toEqual([path, unknown.status, unknown.text]);
  }
});

test('files of others are not there', async () => {
  const cookie = [...limited.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  for (const what of ['deals', 'availability']) {
    const ask = async (cluster: ClusterRef) => {
      const query = new URLSearchParams({ ...cluster, fromDay: '2026-06-09', toDay: '2026-06-09' });
      return (await fetch(`${server.url}/export/${what}?${query}`, { headers: { cookie } })).status;
    };
    expect([await ask(mine), await ask(other)]).toEqual([200, 404]);
  }
});

test('a limit is set by staff of all communities, for others, as they saw it, and ends a running stream', async () => {
  const user = await makeSignInUser(server.database, { isStaff: true });
  const browser = await signedIn(user.username);
  const limitOf = async () => (await unlimited.query('registry.users.limit', { id: user.id })).data;
  const set = (by: TestBrowser, input: object) => by.mutate('registry.users.setLimit', { id: user.id, ...input });
  expect(await limitOf()).toBeNull();
  const live = subscribe(server, browser, 'live.cluster', { cluster: other });
  await live.waitFor(() => true);
  const toMine = { expected: null, limit: [mine.communityId] };
  expect((await set(limited, toMine)).error?.code).toBe('FORBIDDEN');
  expect((await set(browser, toMine)).error?.code).toBe('PRECONDITION_FAILED');
  expect((await set(unlimited, { expected: [], limit: [] })).error?.code).toBe('CONFLICT');
  expect((await set(unlimited, { expected: null, limit: ['zzz'] })).error?.code).toBe('NOT_FOUND');
  expect((await set(unlimited, toMine)).error).toBeNull();
  expect(await limitOf()).toEqual([mine.communityId]);
  expect((await browser.query('signIn.current')).data).toMatchObject({ isStaff: true, isLimited: true });
  expect((await browser.query('monitoring.openFailures', { cluster: other })).error?.code).toBe('NOT_FOUND');
  await live.ended;
  // A limit to nothing is no way to everything.
  expect((await set(unlimited, { expected: [mine.communityId], limit: [] })).error).toBeNull();
  expect((await browser.query('communities.outline')).data).toEqual([]);
  const { data } = await unlimited.query('registry.audit.list', { search: user.username });
  expect(
    (data as { action: string; after: object }[]).filter(({ action }) => action === 'user.setLimit'),
  ).toMatchObject([{ after: { communities: [] } }, { after: { communities: [mine.communityId] } }]);
  const resident = await makeUser(server.database);
  const noStaff = { id: resident.id, expected: null, limit: [] };
  expect((await unlimited.mutate('registry.users.setLimit', noStaff)).error?.code).toBe('PRECONDITION_FAILED');
});

test('limits of several that are set at the same moment are all set', async () => {
  const names = await Promise.all(Array.from({ length: 12 }, () => makeLimitedStaff(server.database, [])));
  const answers = await Promise.all(
    names.map(({ id }) => unlimited.mutate('registry.users.setLimit', { id, expected: [], limit: [mine.communityId] })),
  );
  expect(answers.map(({ error }) => error?.code ?? 'set')).toEqual(names.map(() => 'set'));
});
