import { setUserActive } from '@commonwatt/database/users';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createBrowser, makeSignInUser, startTestServer, type TestServer, testPassword } from '../testing.ts';
import { createLegacyClient, fromOwnPage, type LegacyClient, loggedIn } from './testing/client.ts';

// `/api/core`, and what its sessions have to do with those of the apps.

let server: TestServer;
let username: string;

beforeAll(async () => {
  server = await startTestServer();
  username = (await makeSignInUser(server.database, { isStaff: true })).username;
});
afterAll(() => server.close());

const html = 'text/html; charset=utf-8';
const forgeryPage = /<title>403 Forbidden<\/title>/;

const session = (client: LegacyClient) => client.get('/api/core/session');

function cookieLine(headers: Headers, name: string): string[] {
  return (
    headers
      .getSetCookie()
      .find((line) => line.startsWith(`${name}=`))
      ?.split('; ') ?? []
  );
}

test.for([
  ['/api/core/csrftoken', 'GET', false],
  ['/api/core/session', 'GET', false],
  ['/api/core/login', 'POST', true],
  ['/api/core/logout', 'GET', true],
  ['/api/misc/scenario/currentData', 'POST', false],
  ['/api/misc/scenario/update', 'POST', false],
] as const)('%s has one method', async ([path, allow, hasForgeryCheck]) => {
  const client = createLegacyClient(server);
  const token = await client.fetchToken();
  for (const method of ['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE']) {
    if (method === allow || method === 'POST') continue;
    const isUnsafe = !['GET', 'HEAD', 'OPTIONS'].includes(method);
    if (isUnsafe && hasForgeryCheck) {
      const forged = await client.send(method, path);
      expect(forged.status, method).toBe(403);
      expect(forged.text).toMatch(forgeryPage);
    }
    const answer = await client.send(method, path, undefined, { 'x-csrftoken': token });
    expect(answer, method).toMatchObject({ status: 405, text: '' });
    expect(answer.headers.get('allow')).toBe(allow);
    expect(answer.headers.get('content-type')).toBe(html);
    const isUncacheable = !/login|logout/.test(path);
    expect(answer.headers.get('cache-control')?.includes('no-store') ?? false).toBe(isUncacheable);
  }
});

test.for(['/api/core/session/', '/api/core/Session', '/api/core', '/api/', '/api', '/api/misc/policy/currentData'])(
  '%s is not there',
  async (path) => {
    expect((await createLegacyClient(server).get(path)).status).toBe(404);
  },
);

test('each token is another one, and all of them are good for the cookie', async () => {
  const client = createLegacyClient(server);
  const first = await client.get('/api/core/csrftoken');
  const token = JSON.parse(first.text).csrfmiddlewaretoken;
  expect(token).toMatch(/^[A-Za-z0-9]{64}$/);
  expect(first.headers.get('vary')).toBe('Cookie');
  expect(cookieLine(first.headers, 'csrftoken').slice(1).sort()).toEqual([
    expect.stringMatching(/^Expires=/),
    'Max-Age=31449600',
    'Path=/',
    'SameSite=Lax',
  ]);
  const cookie = client.cookies.get('csrftoken');
  expect(await client.fetchToken()).not.toBe(token);
  expect(client.cookies.get('csrftoken')).toBe(cookie);
  const form = { username, password: 'x', csrfmiddlewaretoken: token };
  expect(await client.send('POST', '/api/core/login', form)).toMatchObject({ status: 403, text: 'login failed' });
  const header = { 'x-csrftoken': cookie ?? '' };
  expect(await client.send('POST', '/api/core/login', {}, header)).toMatchObject({ status: 403, text: 'login failed' });
});

test.for<[string, Record<string, string>, Record<string, string>]>([
  ['no token', {}, {}],
  ['a wrong token', { csrfmiddlewaretoken: 'x'.repeat(64) }, {}],
  ['a token in the query only', {}, {}],
  ['the page of another site', {}, { origin: 'https://elsewhere.example' }],
  ['a page without an origin', {}, { origin: 'null' }],
])('no login with %s', async ([what, form, headers]) => {
  const client = createLegacyClient(server);
  const token = await client.fetchToken();
  const isToken = what.startsWith('the page') || what.startsWith('a page');
  const fields = { username, password: testPassword, ...(isToken ? { csrfmiddlewaretoken: token } : {}), ...form };
  const path = `/api/core/login${what.includes('query') ? `?csrfmiddlewaretoken=${token}` : ''}`;
  const answer = await client.send('POST', path, fields, headers);
  expect(answer.status).toBe(403);
  expect(answer.text).toMatch(forgeryPage);
  expect(client.cookies.has('sessionid')).toBe(false);
});

test('a form as multipart logs in; JSON does not', async () => {
  const client = createLegacyClient(server);
  const token = await client.fetchToken();
  const cookie = `csrftoken=${client.cookies.get('csrftoken')}`;
  const fields = { username, password: testPassword };
  const form = new FormData();
  for (const [name, value] of Object.entries({ ...fields, csrfmiddlewaretoken: token })) form.append(name, value);
  const multipart = await fetch(`${server.url}/api/core/login`, { method: 'POST', headers: { cookie }, body: form });
  expect(multipart.status).toBe(200);
  const headers = { cookie, 'content-type': 'application/json', 'x-csrftoken': token };
  const init = { method: 'POST', headers, body: JSON.stringify(fields) };
  const asJson = await fetch(`${server.url}/api/core/login`, init);
  expect([asJson.status, await asJson.text()]).toEqual([403, 'login failed']);
});

test('blanks around the name do not matter; `next` is ignored; the token is a new one afterwards', async () => {
  const client = createLegacyClient(server);
  const csrfmiddlewaretoken = await client.fetchToken();
  const form = { username: `  ${username} `, password: testPassword, csrfmiddlewaretoken, next: '//elsewhere.example' };
  const before = client.cookies.get('csrftoken');
  const answer = await client.send('POST', '/api/core/login', form);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('vary')).toBe('Cookie');
  expect(client.cookies.get('csrftoken')).not.toBe(before);
  expect((await client.send('POST', '/api/core/login', form)).text).toMatch(forgeryPage);
  const stored = await server.database.user.findUniqueOrThrow({ where: { username } });
  expect(Math.abs((stored.lastLoginAt?.getTime() ?? 0) - Date.now())).toBeLessThan(60_000);
});

test('a password with blanks is taken as it is', async () => {
  expect((await createLegacyClient(server).logIn(username, ` ${testPassword}`)).text).toBe('login failed');
});

test('what the session says is not its key, and nothing can be done with it', async () => {
  const client = await loggedIn(server, username, testPassword);
  const { sessionid, expiry_date } = JSON.parse((await session(client)).text);
  expect(sessionid).not.toBe(client.cookies.get('sessionid'));
  expect(Math.abs(Date.parse(expiry_date) - Date.now() - 14 * 86_400_000)).toBeLessThan(60_000);
  const thief = createLegacyClient(server);
  thief.cookies.set('sessionid', sessionid);
  expect((await session(thief)).status).toBe(403);
});

test('a session lasts 14 days from login, however much it is used', async () => {
  const login = new Date('2030-01-01T00:00:00Z');
  server.setNow(login);
  const client = await loggedIn(server, username, testPassword);
  const later = (ms: number) => server.setNow(new Date(login.getTime() + ms));
  const lifetimeMs = 1_209_600_000;
  for (const day of [3, 7, 12]) {
    later(day * 86_400_000);
    expect((await session(client)).status).toBe(200);
  }
  later(lifetimeMs - 1);
  expect(JSON.parse((await session(client)).text).expiry_date).toBe('2030-01-15T00:00:00Z');
  later(lifetimeMs);
  expect((await session(client)).text).toBe('login required');
  server.setNow(null);
});

test('one sign-in opens the old and the new pages, whichever it was', async () => {
  const client = await loggedIn(server, username, testPassword);
  const browser = createBrowser(server);
  browser.cookies.set('commonwatt_session', client.cookies.get('commonwatt_session') ?? '');
  expect((await browser.query('signIn.current')).data).toMatchObject({ username });
  const listed = (await browser.query('signIn.sessions')).data as { id: number; isCurrent: boolean }[];
  const own = listed.find(({ isCurrent }) => isCurrent);
  expect((await browser.mutate('signIn.endSession', { id: own?.id })).error).toBeNull();
  expect((await session(client)).status).toBe(403);

  await browser.signIn(username);
  const old = createLegacyClient(server);
  old.cookies.set('commonwatt_session', browser.cookies.get('commonwatt_session') ?? '');
  expect(JSON.parse((await session(old)).text).user.username).toBe(username);
});

test.for([
  ['a page of ours', 'GET', fromOwnPage, ''],
  ['the token in the header', 'GET', {}, 'header'],
  ['the token in the query', 'GET', {}, 'query'],
  ['POST with the token', 'POST', {}, 'form'],
] as const)('logging out with %s', async ([, method, headers, place]) => {
  const client = await loggedIn(server, username, testPassword);
  const token = await client.fetchToken();
  const key = client.cookies.get('sessionid') ?? '';
  const query = place === 'query' ? `?csrfmiddlewaretoken=${token}` : '';
  const answer = await client.send(
    method,
    `/api/core/logout${query}`,
    place === 'form' ? { csrfmiddlewaretoken: token } : undefined,
    { ...headers, ...(place === 'header' ? { 'x-csrftoken': token } : {}) },
  );
  expect(answer).toMatchObject({ status: 200, text: '' });
  expect(answer.headers.get('content-type')).toBe(html);
  expect(answer.headers.get('cache-control')).toBeNull();
  expect(client.cookies.has('sessionid')).toBe(false);
  client.cookies.set('sessionid', key);
  expect((await session(client)).status).toBe(403);
});

test.for([
  ['nothing that says where from', 'GET', {}],
  ['another site', 'GET', { 'sec-fetch-site': 'cross-site' }],
  ['a link in a message', 'GET', { 'sec-fetch-site': 'none' }],
  ['the page of another site', 'GET', { referer: 'https://elsewhere.example/' }],
  ['POST without the token', 'POST', fromOwnPage],
] as const)('nobody is logged out by %s', async ([, method, headers]) => {
  const client = await loggedIn(server, username, testPassword);
  expect((await client.send(method, '/api/core/logout', undefined, { ...headers })).status).toBe(403);
  expect((await session(client)).status).toBe(200);
});

test('who is not logged in can log out', async () => {
  const client = createLegacyClient(server);
  expect(await client.get('/api/core/logout')).toMatchObject({ status: 200, text: '' });
  client.cookies.set('sessionid', 'of long ago');
  expect(await client.get('/api/core/logout')).toMatchObject({ status: 200, text: '' });
  expect(client.cookies.has('sessionid')).toBe(false);
});

test('an account with a second factor cannot log in without it', async () => {
  const user = await makeSignInUser(server.database);
  await server.database.user.update({ where: { id: user.id }, data: { totpSecret: 'JBSWY3DPEHPK3PXP' } });
  expect(await createLegacyClient(server).logIn(user.username, testPassword)).toMatchObject({
    status: 403,
    text: 'login failed',
  });
});

test('a user who is deactivated cannot log in', async () => {
  const user = await makeSignInUser(server.database);
  await setUserActive(server.database, user.id, false);
  expect((await createLegacyClient(server).logIn(user.username, testPassword)).text).toBe('login failed');
});

test('wrong passwords are throttled as they are in the apps', async () => {
  const user = await makeSignInUser(server.database);
  const client = createLegacyClient(server);
  for (let i = 0; i < 5; i++) expect((await client.logIn(user.username, 'x')).text).toBe('login failed');
  const answer = await client.logIn(user.username, testPassword);
  expect(answer).toMatchObject({ status: 429, text: 'too many failed logins' });
  const browser = createBrowser(server);
  expect((await browser.signIn(user.username)).status).toBe(429);
});

test('names and passwords that no account can have', async () => {
  const client = createLegacyClient(server);
  expect((await client.logIn('é漢 \u{1f600}', 'x')).text).toBe('login failed');
  expect((await client.logIn('a\0b', 'x')).status).toBe(400);
  expect((await client.logIn('x'.repeat(10_000), 'x')).text).toBe('login failed');
});
