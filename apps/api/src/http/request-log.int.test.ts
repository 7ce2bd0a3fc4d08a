import { openTestDatabase } from '@commonwatt/database/testing';
import { openTestTelemetry } from '@commonwatt/telemetry/testing';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { createBrowser, makeSignInUser, serveForTest, type TestServer, testPassword } from '../testing.ts';

let server: TestServer;
let lines: Record<string, unknown>[] = [];

beforeAll(async () => {
  const log = pino({ level: 'info' }, { write: (line: string) => lines.push(JSON.parse(line)) });
  const stores = { database: openTestDatabase(), telemetry: await openTestTelemetry() };
  server = await serveForTest(stores, {}, log);
});
afterAll(() => server.close());
beforeEach(() => {
  lines = [];
});

const requests = () => lines.filter(({ msg }) => msg === 'request');

test('each request is one line with the id that the answer carries, by its route', async () => {
  const answer = await fetch(`${server.url}/trpc/signIn.current`);
  await vi.waitFor(() => expect(requests()).toHaveLength(1));
  expect(requests()[0]).toMatchObject({
    requestId: answer.headers.get('x-request-id'),
    method: 'GET',
    route: '/trpc/signIn.current',
    status: 200,
    address: '127.0.0.1',
    durationMs: expect.any(Number),
  });
});

test('what answers all the time is logged when it goes wrong only', async () => {
  await fetch(`${server.url}/healthz`);
  await fetch(`${server.url}/api/misc/scenario/currentData`, { method: 'POST' });
  await vi.waitFor(() => expect(requests()).toHaveLength(1));
  expect(requests()[0]).toMatchObject({ route: '/api/misc/scenario/currentData', status: 400 });
});

test('no password, cookie, token or name of a home gets into the log, wherever it stands', async () => {
  const user = await makeSignInUser(server.database, { isStaff: true });
  const browser = createBrowser(server);
  await browser.signIn(user.username);
  await browser.signIn(user.username, 'admin', 'a wrong password');
  await browser.query('signIn.isSetupOpen', { token: 'secret-token' });
  const query = `account=${user.username}&password=${encodeURIComponent(testPassword)}&communityId=secret-community`;
  for (const path of [
    '/api/misc/scenario/currentData',
    '/api/core/login',
    '/nothing/secret-path',
    '/trpc/secret-name',
  ]) {
    await fetch(`${server.url}${path}?${query}`, { method: 'POST', body: new URLSearchParams(query) });
  }
  await vi.waitFor(() => expect(requests().length).toBeGreaterThanOrEqual(7));
  const text = JSON.stringify(lines);
  const secrets = [testPassword, encodeURIComponent(testPassword), 'a wrong password', 'secret-', user.username];
  for (const secret of [...secrets, ...browser.cookies.values()]) expect(text).not.toContain(secret);
});

test('a request that the server cannot answer is a warning', async () => {
  const read = vi.spyOn(server.database, '$queryRaw').mockRejectedValue(new Error('gone'));
  await fetch(`${server.url}/trpc/signIn.current`, { headers: { cookie: 'commonwatt_session=x' } });
  read.mockRestore();
  await vi.waitFor(() => expect(requests()).toMatchObject([{ level: 40, status: 500 }]));
});
