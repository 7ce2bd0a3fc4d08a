import { createHash } from 'node:crypto';
import { findUserByUsername } from '@commonwatt/database/users';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createBrowser, serveForTest, type TestServer } from '../testing.ts';
import { loggedIn } from './testing/client.ts';
import { exampleCluster, startExampleServer } from './testing/example-server.ts';

// Homes whose program sends the MD5 of the password, on an installation that accepts that.

let server: TestServer;
beforeAll(async () => {
  server = await startExampleServer({ MD5_PASSWORDS: 'on' });
});
afterAll(() => server.close());
// Each test has its own wrong passwords.
beforeEach(() => server.database.rateLimiterFlexible.deleteMany());

const md5 = (text: string) => createHash('md5').update(text).digest('hex');

async function poll(account: string, password: string, isMD5Password = 'true', url = server.url): Promise<number> {
  const body = new URLSearchParams({
    account,
    password,
    isMD5Password,
    ...exampleCluster,
    unitId: account.toUpperCase(),
  });
  return (await fetch(`${url}/api/misc/scenario/currentData`, { method: 'POST', body })).status;
}

const verifierOf = async (name: string) => (await findUserByUsername(server.database, name))?.md5Verifier;

test('nobody knows the MD5 of a password before it was given once', async () => {
  expect(await verifierOf('e001')).toBeNull();
  expect(await poll('e001', md5('e001'))).toBe(403);
  expect(await poll('e001', 'e001')).toBe(200);
});

test('from signing in on the MD5 is accepted, in any case, again and again, and only when it is said to be one', async () => {
  await loggedIn(server, 'e001');
  for (let i = 0; i < 3; i++) expect(await poll('e001', md5('e001'))).toBe(200);
  expect(await poll('e001', md5('e001').toUpperCase())).toBe(200);
  expect(await poll('e001', 'e001')).toBe(200);
  expect(await poll('e001', md5('e001'), 'false')).toBe(403);
  expect(await poll('e001', md5('e002'))).toBe(403);
  expect(await poll('e002', md5('e001'))).toBe(403);
});

test('what is stored is a slow hash: neither it nor the MD5 is in the database as text', async () => {
  const verifier = await verifierOf('e001');
  expect(verifier).toMatch(/^\$argon2id\$/);
  expect(await poll('e001', verifier ?? '')).toBe(403);
  const rows = JSON.stringify(await server.database.user.findMany());
  expect(rows).not.toContain(md5('e001'));
});

test('the MD5 opens nothing but scenarios', async () => {
  const browser = createBrowser(server);
  const answer = await browser.signIn('e001', 'resident', md5('e001'));
  expect(answer.error?.code).toBe('UNAUTHORIZED');
});

test('a password that looks like an MD5 is still a password', async () => {
  const staff = createBrowser(server);
  await staff.signIn('admin', 'admin', 'admin');
  const password = md5('anything');
  const { id } = await server.database.user.findUniqueOrThrow({ where: { username: 'e003' } });
  expect((await staff.mutate('registry.users.setPassword', { id, password })).error).toBeNull();
  expect(await poll('e003', password)).toBe(200);
  expect(await poll('e003', md5(password))).toBe(200);
});

test('with a new password the old MD5 ends, from the next request on', async () => {
  const staff = createBrowser(server);
  await staff.signIn('admin', 'admin', 'admin');
  const { id } = await server.database.user.findUniqueOrThrow({ where: { username: 'e001' } });
  expect(await poll('e001', md5('e001'))).toBe(200);
  const password = 'correct horse battery';
  expect((await staff.mutate('registry.users.setPassword', { id, password })).error).toBeNull();
  expect(await poll('e001', md5('e001'))).toBe(403);
  expect(await poll('e001', md5(password))).toBe(200);
  await server.database.user.update({ where: { id }, data: { isActive: false } });
  expect(await poll('e001', md5(password))).toBe(403);
  await server.database.user.update({ where: { id }, data: { isActive: true } });
});

test('wrong MD5s are slowed down as wrong passwords are', async () => {
  const statuses: number[] = [];
  for (let i = 0; i < 6; i++) statuses.push(await poll('e004', md5('wrong')));
  expect(statuses).toEqual([403, 403, 403, 403, 403, 429]);
});

test('an installation that does not accept them drops what it has', async () => {
  expect(await verifierOf('e001')).not.toBeNull();
  const { database, telemetry } = server;
  const strict = await serveForTest({ database, telemetry }, { MD5_PASSWORDS: 'off' });
  expect(await verifierOf('e001')).toBeNull();
  expect(await poll('e001', md5('correct horse battery'), 'true', strict.url)).toBe(403);
  expect(await poll('e001', 'correct horse battery', 'true', strict.url)).toBe(200);
  await loggedIn(strict, 'e001', 'correct horse battery');
  expect(await verifierOf('e001')).toBeNull();
  await strict.app.close();
});
