import { findScenarioFetch } from '@commonwatt/database/scenario-fetches';
import { chooseScenario } from '@commonwatt/database/scenarios';
import { makeCluster } from '@commonwatt/database/testing';
import { changePassword, setUserActive } from '@commonwatt/database/users';
import type { UnitRef } from '@commonwatt/domain/refs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hashPassword } from '../sign-in/passwords.ts';
import { createBrowser, makeSignInUser, startTestServer, type TestServer, testPassword } from '../testing.ts';

let server: TestServer;
let unit: UnitRef;
let neighbour: UnitRef;
let account: string;

beforeAll(async () => {
  server = await startTestServer();
  const cluster = await makeCluster(server.database, ['E001', 'E002']);
  unit = { ...cluster, unitId: 'E001' };
  neighbour = { ...cluster, unitId: 'E002' };
  account = (await makeSignInUser(server.database, {}, [unit])).username;
});
afterAll(() => server.close());

type Fields = Record<string, string>;

const credentials = (): Fields => ({ account, password: testPassword });

async function post(path: string, fields: Fields | string, type = 'application/x-www-form-urlencoded') {
  const body = typeof fields === 'string' ? fields : new URLSearchParams(fields).toString();
  const response = await fetch(`${server.url}/api/misc/scenario/${path}`, {
    method: 'POST',
    headers: { 'content-type': type },
    body,
  });
  return { status: response.status, type: response.headers.get('content-type'), body: await response.text(), response };
}

const currentData = (fields: Fields | string, type?: string) => post('currentData', fields, type);
const text = 'text/html; charset=utf-8';

test.for([
  ['nothing', () => ({}), 400, 'no param : username/account, password'],
  ['no password', () => ({ account }), 400, 'no param : username/account, password'],
  ['an empty password', () => ({ account, password: '', ...unit }), 400, 'no param : username/account, password'],
  ['a wrong password', () => ({ account, password: 'x', ...unit }), 403, 'login failed'],
  ['an unknown user', () => ({ account: 'nobody at all', password: 'x' }), 403, 'login failed'],
  ['a wrong password comes before a missing place', () => ({ account, password: 'x' }), 403, 'login failed'],
  ['no place', credentials, 400, 'no param : communityId, clusterId, unitId'],
  [
    'an empty unit',
    () => ({ ...credentials(), ...unit, unitId: '' }),
    400,
    'no param : communityId, clusterId, unitId',
  ],
  [
    'an unknown unit',
    () => ({ ...credentials(), ...unit, unitId: 'E009' }),
    400,
    'bad param values : communityId, clusterId, unitId',
  ],
  [
    'an unknown cluster',
    () => ({ ...credentials(), ...unit, clusterId: 'x' }),
    400,
    'bad param values : communityId, clusterId, unitId',
  ],
  ["a neighbour's unit", () => ({ ...credentials(), ...neighbour }), 400, 'not a resident'],
  ['the own unit, nothing chosen', () => ({ ...credentials(), ...unit }), 200, ''],
  ['username in place of account', () => ({ username: account, password: testPassword, ...unit }), 200, ''],
  [
    'username before account',
    () => ({ username: 'nobody', account, password: testPassword, ...unit }),
    403,
    'login failed',
  ],
  ['the flag that apis-ccc always sends', () => ({ ...credentials(), ...unit, isMD5Password: 'true' }), 200, ''],
  ['unknown fields', () => ({ ...credentials(), ...unit, anything: 'x' }), 200, ''],
] as const)('%s', async ([, fields, status, body]) => {
  expect(await currentData(fields() as Fields)).toMatchObject({ status, body, type: text });
});

test('the chosen scenario comes byte for byte, and goes again when it is un-chosen', async () => {
  const data = '{\r\n\t"#" : "é 漢字 \\u0041",\r\n\t"#" : "end"\r\n}\r\n\r\n';
  const scenario = await server.database.scenario.create({
    data: { name: 'verbatim', data },
  });
  await chooseScenario(server.database, { unit, scenarioId: scenario.id, now: new Date() });
  const answer = await currentData({ ...credentials(), ...unit });
  expect(answer).toMatchObject({ status: 200, type: 'application/json', body: data });
  expect(answer.response.headers.get('content-length')).toBe(String(Buffer.byteLength(answer.body)));
  await chooseScenario(server.database, { unit, scenarioId: null, now: new Date() });
  expect(await currentData({ ...credentials(), ...unit })).toMatchObject({ status: 200, type: text, body: '' });
});

test('a chosen scenario without data is no scenario', async () => {
  const scenario = await server.database.scenario.create({ data: { name: 'empty', data: '' } });
  await chooseScenario(server.database, { unit, scenarioId: scenario.id, now: new Date() });
  expect(await currentData({ ...credentials(), ...unit })).toMatchObject({ status: 200, type: text, body: '' });
});

test('a NUL character, which no scenario can hold, is refused in words', async () => {
  const fields = { ...credentials(), ...unit, name: 'nul', data: '{\0}' };
  expect(await post('update', fields)).toMatchObject({
    status: 400,
    body: 'bad param values : data contains a NUL character',
  });
});

test('of a repeated field the last one counts', async () => {
  const form = new URLSearchParams({ account: 'nobody', password: 'x', ...unit });
  form.append('account', account);
  form.append('password', testPassword);
  expect(await currentData(form.toString())).toMatchObject({ status: 200 });
});

test('a JSON body and an unknown type are empty forms; multipart is read', async () => {
  const json = JSON.stringify({ ...credentials(), ...unit });
  const missing = { status: 400, body: 'no param : username/account, password' };
  expect(await currentData(json, 'application/json')).toMatchObject(missing);
  expect(await currentData(json, 'text/plain')).toMatchObject(missing);
  const form = new FormData();
  for (const [name, value] of Object.entries({ ...credentials(), ...unit })) form.append(name, value);
  const response = await fetch(`${server.url}/api/misc/scenario/currentData`, { method: 'POST', body: form });
  expect(response.status).toBe(200);
});

test('credentials in the query are ignored', async () => {
  const query = new URLSearchParams({ ...credentials(), ...unit });
  const response = await fetch(`${server.url}/api/misc/scenario/currentData?${query}`, { method: 'POST' });
  expect(response.status).toBe(400);
});

test.for(['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])('%s is not a method of it', async (method) => {
  for (const path of ['currentData', 'update']) {
    const response = await fetch(`${server.url}/api/misc/scenario/${path}`, { method });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('POST');
    expect(await response.text()).toBe('');
  }
});

test('answers are never kept and set no cookie', async () => {
  const { response } = await currentData({ ...credentials(), ...unit });
  expect(response.headers.get('cache-control')).toContain('no-store');
  expect(response.headers.get('expires')).not.toBeNull();
  expect(response.headers.getSetCookie()).toEqual([]);
});

test('paths are exact', async () => {
  for (const path of ['currentData/', 'currentdata', 'current']) {
    expect((await post(path, credentials())).status).toBe(404);
  }
});

test('update creates, then overwrites; a missing description goes; nothing is chosen by it', async () => {
  const fields = { ...credentials(), ...unit, name: 'mine', data: 'not json', description: 'first' };
  expect(await post('update', fields)).toMatchObject({ status: 200, body: 'created', type: text });
  const { description: _, ...without } = fields;
  expect(await post('update', { ...without, data: '{}' })).toMatchObject({ status: 200, body: 'updated' });
  const stored = await server.database.scenario.findFirst({ where: { communityCode: unit.communityId, name: 'mine' } });
  expect(stored).toMatchObject({ data: '{}', description: null, unitCode: 'E001' });
  expect((await currentData({ ...credentials(), ...unit })).body).toBe('');
  expect(await post('update', { ...credentials(), ...unit, name: 'x' })).toMatchObject({
    status: 400,
    body: 'no param : name, data',
  });
});

test('a disabled user gets nothing from the next request on', async () => {
  const user = await makeSignInUser(server.database, {}, [unit]);
  const fields = { account: user.username, password: testPassword, ...unit };
  expect((await currentData(fields)).status).toBe(200);
  await setUserActive(server.database, user.id, false);
  expect(await currentData(fields)).toMatchObject({ status: 403, body: 'login failed' });
});

test('a new password, and a home that is no longer the own one, count from the next request on', async () => {
  const user = await makeSignInUser(server.database, {}, [unit]);
  const fields = { account: user.username, password: testPassword, ...unit };
  for (let i = 0; i < 2; i++) expect((await currentData(fields)).status).toBe(200);
  await changePassword(server.database, {
    userId: user.id,
    password: { passwordHash: await hashPassword('another one') },
  });
  expect(await currentData(fields)).toMatchObject({ status: 403, body: 'login failed' });
  expect((await currentData({ ...fields, password: 'another one' })).status).toBe(200);
  await server.database.unitResident.deleteMany({ where: { userId: user.id } });
  expect((await currentData({ ...fields, password: 'another one' })).body).toBe('not a resident');
});

test('wrong passwords are slowed down, but not the home whose password was right a moment ago', async () => {
  const user = await makeSignInUser(server.database, {}, [unit]);
  const fields = { account: user.username, password: testPassword, ...unit };
  expect((await currentData(fields)).status).toBe(200);
  for (let i = 0; i < 5; i++) expect((await currentData({ ...fields, password: 'x' })).status).toBe(403);
  expect(await currentData({ ...fields, password: 'x' })).toMatchObject({
    status: 429,
    body: 'too many failed logins',
  });
  expect((await currentData(fields)).status).toBe(200);
});

test('a name that no scenario can have is refused in words', async () => {
  const fields = { ...credentials(), ...unit, name: 'x'.repeat(129), data: '{}' };
  expect(await post('update', fields)).toMatchObject({
    status: 400,
    body: 'bad param values : name has more than 128 characters',
  });
});

test('a form beyond 2.5 MiB is refused', async () => {
  const answer = await currentData({ ...credentials(), ...unit, padding: 'x'.repeat(2_700_000) });
  expect(answer.status).toBe(400);
});

test('what a home was given, and since when, is known soon afterwards; asking again makes no other time of it', async () => {
  const own = await startTestServer();
  const { database } = own;
  const home = { ...(await makeCluster(database)), unitId: 'E001' };
  const { username } = await makeSignInUser(database, {}, [home]);
  const browser = createBrowser(own);
  await browser.signIn(username, 'resident');
  const at = (minute: number) => new Date(Date.UTC(2026, 5, 9, 5, minute));
  const ask = async (minute: number) => {
    own.setNow(at(minute));
    const body = new URLSearchParams({ account: username, password: testPassword, ...home });
    expect((await fetch(`${own.url}/api/misc/scenario/currentData`, { method: 'POST', body })).status).toBe(200);
  };
  const choose = async (name: string, minute: number) => {
    const { id } = await database.scenario.create({ data: { name, data: `{"#":"${name}"}` } });
    await chooseScenario(database, { unit: home, scenarioId: id, now: at(minute) });
  };
  const fetchOf = async () =>
    ((await browser.query('home.plans', { home })).data as { current: { fetch: unknown } }).current.fetch;
  await choose('first', 0);
  expect(await fetchOf()).toBeNull();
  for (const minute of [1, 2, 3]) await ask(minute);
  await expect.poll(fetchOf, { timeout: 15_000 }).toEqual({ since: at(1), lastAt: at(3) });
  await choose('second', 4);
  expect(await fetchOf()).toEqual({ since: null, lastAt: at(3) });
  await ask(5);
  await expect.poll(fetchOf, { timeout: 15_000 }).toEqual({ since: at(5), lastAt: at(5) });
  // Nothing new: it is written when the server ends.
  await ask(6);
  await own.close();
  const { database: reader } = server;
  expect(await findScenarioFetch(reader, home)).toMatchObject({ since: at(5), lastAt: at(6) });
}, 60_000);
