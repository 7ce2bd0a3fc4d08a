import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestServer } from '../testing.ts';
import { createLegacyClient, fromOwnPage, type LegacyClient, loggedIn } from './testing/client.ts';
import { exampleCluster, startExampleServer } from './testing/example-server.ts';

// The acceptance vectors V-01 … V-26 of the contract, by their numbers, on the example data set.

let server: TestServer;
let anonymous: LegacyClient;
let admin: LegacyClient;
let e001: LegacyClient;
let e002: LegacyClient;
let nonresident: LegacyClient;

beforeAll(async () => {
  server = await startExampleServer();
  anonymous = createLegacyClient(server);
  [admin, e001, e002, nonresident] = await Promise.all([
    loggedIn(server, 'admin'),
    loggedIn(server, 'e001'),
    loggedIn(server, 'e002'),
    loggedIn(server, 'nonresident'),
  ]);
});
afterAll(() => server.close());

const unit = (unitId: string) => ({ ...exampleCluster, unitId });
const html = 'text/html; charset=utf-8';

test('V-01 a session that there is not', async () => {
  expect(await anonymous.get('/api/core/session')).toMatchObject({ status: 403, text: 'login required' });
});

test('V-02 HEAD', async () => {
  const answer = await anonymous.send('HEAD', '/api/staff/community/outline');
  expect(answer).toMatchObject({ status: 405, text: '' });
  expect(answer.headers.get('allow')).toBe('GET');
});

test('V-03 login by GET', async () => {
  const answer = await anonymous.get('/api/core/login');
  expect(answer.status).toBe(405);
  expect(answer.headers.get('allow')).toBe('POST');
});

test('V-04 login', async () => {
  const answer = await createLegacyClient(server).logIn('admin');
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toBe('application/json');
  const body = JSON.parse(answer.text);
  expect(Object.keys(body)).toEqual(['sessionid', 'expiry_age', 'expiry_date', 'user']);
  expect(body).toMatchObject({
    sessionid: expect.stringMatching(/^[a-z0-9]{32}$/),
    expiry_age: 1209600,
    expiry_date: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z$/),
    user: { username: 'admin', last_name: '', first_name: '', email: '' },
  });
  const cookie = answer.headers.getSetCookie().find((line) => line.startsWith('sessionid='));
  expect(cookie?.split('; ').slice(1).sort()).toEqual([
    expect.stringMatching(/^Expires=/),
    'HttpOnly',
    'Max-Age=1209600',
    'Path=/',
    'SameSite=Lax',
  ]);
  expect(answer.headers.get('cache-control')).toBeNull();
});

test('V-05 login with a wrong password, and with nothing', async () => {
  const client = createLegacyClient(server);
  expect(await client.logIn('admin', 'x')).toMatchObject({ status: 403, text: 'login failed' });
  const csrfmiddlewaretoken = await client.fetchToken();
  const nothing = await client.send('POST', '/api/core/login', { csrfmiddlewaretoken });
  expect(nothing).toMatchObject({ status: 403, text: 'login failed' });
  expect(client.cookies.has('sessionid')).toBe(false);
});

test('V-06 login without a token', async () => {
  const answer = await anonymous.send('POST', '/api/core/login', { username: 'admin', password: 'admin' });
  expect(answer.status).toBe(403);
  expect(answer.headers.get('content-type')).toBe(html);
  expect(answer.text).toContain('<title>403 Forbidden</title>');
});

test('V-07 the staff outline for a resident', async () => {
  expect(await e001.get('/api/staff/community/outline')).toMatchObject({ status: 403, text: 'staff required' });
});

test('V-08 the resident outline for somebody without a home', async () => {
  const answer = await nonresident.get('/api/resident/community/outline');
  expect(answer).toMatchObject({ status: 403, text: 'resident required' });
});

test('V-09 the resident outline for admin', async () => {
  const { communities } = JSON.parse((await admin.get('/api/resident/community/outline')).text);
  const { units } = communities.oss_community.clusters.oss_cluster;
  expect(Object.keys(units).sort()).toEqual(['E001', 'E002', 'E003', 'E004']);
  expect(units.E001).toEqual({ ...exampleCluster, id: 'E001', name: 'E001', available_from: null, available_to: null });
});

test.for([
  [{}, 'no param : communityId, clusterId'],
  [{ communityId: 'x', clusterId: 'y' }, 'bad param values : communityId, clusterId'],
] as const)('V-10 staff latestSet with %o', async ([query, text]) => {
  expect(await admin.get('/api/staff/unitData/latestSet', query)).toMatchObject({ status: 400, text });
});

test.for([
  [unit('E002'), 'not a resident'],
  [unit('E009'), 'bad param values : communityId, clusterId, unitId'],
  [exampleCluster, 'no param : communityId, clusterId, unitId'],
] as const)('V-11 resident latestSet with %o', async ([query, text]) => {
  expect(await e001.get('/api/resident/unitData/latestSet', { ...query })).toMatchObject({ status: 400, text });
});

test('V-12 datetimeRange without deals', async () => {
  expect((await admin.get('/api/staff/deal/datetimeRange', exampleCluster)).text).toBe('{}');
});

const jobsPath = '/api/staff/monitoring/job';
const jobTypes = [
  'apis_main_alive',
  'apis_ccc_alive',
  'grid_master_alive',
  'apis_main_severe',
  'apis_ccc_severe',
  'apis_log_severe',
];

test('V-13 the jobs at first', async () => {
  const jobs = JSON.parse((await admin.get(`${jobsPath}/list`, exampleCluster)).text);
  expect(jobs).toEqual(jobTypes.map((type) => ({ type, isActive: false })));
});

test('V-14 switching a job off that was never set', async () => {
  const query = { ...exampleCluster, type: 'apis_ccc_alive' };
  expect(await admin.get(`${jobsPath}/deactivate`, query, fromOwnPage)).toMatchObject({ status: 200, text: 'ok' });
  expect(await server.database.monitorSetting.count()).toBe(0);
});

test('V-15 activating no type and one that there is not', async () => {
  const activate = (query: object) => admin.get(`${jobsPath}/activate`, { ...exampleCluster, ...query });
  expect(await activate({})).toMatchObject({ status: 400, text: 'no param : type' });
  expect(await activate({ type: 'zzz' })).toMatchObject({ status: 400, text: 'unknown type : zzz' });
});

test.for([
  ['V-16', 'E001', [1, 5, 2, 4, 3]],
  ['V-17', 'E002', [1, 2, 4, 3]],
] as const)('%s the scenarios that %s may choose', async ([, unitId, ids]) => {
  const client = unitId === 'E001' ? e001 : e002;
  const list = JSON.parse((await client.get('/api/resident/scenario/availableList', unit(unitId))).text);
  expect(list.map(({ id }: { id: number }) => id)).toEqual(ids);
  expect(Object.keys(list[0])).toEqual([
    'id',
    'community_id',
    'cluster_id',
    'unit_id',
    'created',
    'name',
    'description',
    'data',
  ]);
});

test('V-18 the current scenario before any choice', async () => {
  const answer = await e001.get('/api/resident/scenario/current', unit('E001'));
  expect(answer).toMatchObject({ status: 200, text: '' });
  expect(answer.headers.get('content-type')).toBe(html);
});

const choose = (client: LegacyClient, unitId: string, scenarioId?: string) =>
  client.get(
    '/api/resident/scenario/choose',
    { ...unit(unitId), ...(scenarioId === undefined ? {} : { scenarioId }) },
    fromOwnPage,
  );

test('V-19 … V-22 choosing', async () => {
  expect(await choose(e001, 'E001')).toMatchObject({ status: 200, text: 'no change' }); // V-19
  expect(await choose(e001, 'E001', '99')).toMatchObject({ status: 400, text: 'bad scenarioId : 99' }); // V-20
  expect(await choose(e001, 'E001', '5')).toMatchObject({ status: 200, text: 'ok' }); // V-21
  expect(await choose(e001, 'E001', '5')).toMatchObject({ status: 200, text: 'no change' });
  expect(await choose(e001, 'E001')).toMatchObject({ status: 200, text: 'ok' });
  expect(await choose(e001, 'E001')).toMatchObject({ status: 200, text: 'no change' });
  expect(await choose(e002, 'E002', '5')).toMatchObject({ status: 400, text: 'bad scenarioId : 5' }); // V-22
});

const currentData = '/api/misc/scenario/currentData';

test('V-23 a home without fields, and with JSON', async () => {
  const missing = { status: 400, text: 'no param : username/account, password' };
  expect(await anonymous.send('POST', currentData)).toMatchObject(missing);
  const body = JSON.stringify({ account: 'e001', password: 'e001', ...unit('E001') });
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body };
  const response = await fetch(`${server.url}${currentData}`, init);
  expect({ status: response.status, text: await response.text() }).toEqual(missing);
});

test('V-24 a home fetches its scenario by its account', async () => {
  await choose(e001, 'E001', '5');
  const answer = await anonymous.send('POST', currentData, { account: 'e001', password: 'e001', ...unit('E001') });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toBe('application/json');
  expect(Buffer.byteLength(answer.text)).toBe(2014);
  await choose(e001, 'E001');
});

test('V-25 a home stores the same scenario twice', async () => {
  const form = { username: 'e001', password: 'e001', ...unit('E001'), name: 'mine', data: 'not json' };
  const update = () => anonymous.send('POST', '/api/misc/scenario/update', form);
  expect(await update()).toMatchObject({ status: 200, text: 'created' });
  expect(await update()).toMatchObject({ status: 200, text: 'updated' });
  await server.database.scenario.deleteMany({ where: { name: 'mine' } });
});

test('V-26 the way of homes by GET', async () => {
  const answer = await anonymous.get(currentData);
  expect(answer.status).toBe(405);
  expect(answer.headers.get('allow')).toBe('POST');
});
