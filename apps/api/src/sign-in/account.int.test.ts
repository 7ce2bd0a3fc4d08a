import { openOwnTestDatabase } from '@commonwatt/database/testing';
import { openTestTelemetry } from '@commonwatt/telemetry/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  createBrowser,
  makeSignInUser,
  serveForTest,
  startTestServer,
  type TestBrowser,
  type TestServer,
  testPassword,
} from '../testing.ts';

let server: TestServer;
let username: string;
let here: TestBrowser;
let elsewhere: TestBrowser;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

beforeEach(async () => {
  ({ username } = await makeSignInUser(server.database, { isStaff: true }));
  [here, elsewhere] = [createBrowser(server), createBrowser(server)];
  for (const browser of [here, elsewhere]) expect((await browser.signIn(username)).error).toBeNull();
});

const newPassword = 'a horse of another colour';
const change = (password: string, wanted: string) =>
  here.mutate('signIn.changePassword', { password, newPassword: wanted });
const isSignedIn = async (browser: TestBrowser) => (await browser.query('signIn.current')).data !== null;

test('a new password counts at once, and every other place is signed out', async () => {
  expect((await change(testPassword, newPassword)).error).toBeNull();
  expect([await isSignedIn(here), await isSignedIn(elsewhere)]).toEqual([true, false]);
  const other = createBrowser(server);
  expect((await other.signIn(username)).error).toMatchObject({ code: 'UNAUTHORIZED' });
  expect((await other.signIn(username, 'admin', newPassword)).error).toBeNull();
  const [event] = await server.database.auditEvent.findMany({
    where: { actorName: username, action: 'user.changePassword' },
  });
  expect(event).toMatchObject({ target: `user ${username}` });
  expect(JSON.stringify(event)).not.toContain(newPassword);
});

test.for([
  ['a wrong old password', 'wrong', newPassword, 'FORBIDDEN', /not right/],
  ['a short new one', testPassword, 'short', 'BAD_REQUEST', /at least 8/],
  ['a common new one', testPassword, 'password123', 'BAD_REQUEST', /common/],
] as const)('%s changes nothing', async ([, password, wanted, code, message]) => {
  const { error } = await change(password, wanted);
  expect(error).toMatchObject({ code, message: expect.stringMatching(message) });
  expect([await isSignedIn(elsewhere), (await createBrowser(server).signIn(username)).error]).toEqual([true, null]);
});

test('wrong passwords are not tried without end', async () => {
  // Counted by address: in a database of its own, so that no other test is held up.
  const { database, dispose } = await openOwnTestDatabase();
  const own = await serveForTest({ database, telemetry: await openTestTelemetry() }, {});
  const browser = createBrowser(own);
  await browser.signIn((await makeSignInUser(database, { isStaff: true })).username);
  const codes: (string | undefined)[] = [];
  for (let attempt = 0; attempt < 30 && !codes.includes('TOO_MANY_REQUESTS'); attempt += 1) {
    const input = { password: `wrong ${attempt}`, newPassword };
    codes.push((await browser.mutate('signIn.changePassword', input)).error?.code);
  }
  await own.close();
  await dispose();
  expect(codes.at(-1)).toBe('TOO_MANY_REQUESTS');
});
